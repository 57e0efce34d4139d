import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { useWords } from '../language/language.tsx';
import { PasskeyCancelled, passkeysPossible } from './passkey.ts';

/** What stands in the way of a passkey, and what to do about it. */
export function PasskeyTrouble({ error }: { error: unknown }) {
  const { login } = useWords();
  const possible = passkeysPossible();
  if (possible === 'needs-name')
    return (
      <Notice look="warning" title={login.needsName}>
        <p>
          <a href={`${location.protocol}//localhost:${location.port}/`}>{login.openLocalhost}</a>
        </p>
      </Notice>
    );
  if (possible === 'no') return <Notice look="warning">{<p>{login.unsupported}</p>}</Notice>;
  if (error instanceof PasskeyCancelled) return <Notice look="warning">{<p>{login.cancelled}</p>}</Notice>;
  return error ? <Failure error={error} /> : null;
}
