import type { Mine } from '@woordelijk/api';
import { type ComponentProps, useCallback, useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { type Door, Enter } from './Enter.tsx';
import { MyTalk } from './MyTalk.tsx';
import { Page, Said } from './Page.tsx';
import { failureText, isOver, server } from './server.ts';
import { useWords } from './words.tsx';

type State =
  | { readonly at: 'asking' }
  | { readonly at: 'door' }
  | { readonly at: 'in'; readonly mine: Mine }
  | { readonly at: 'left' | 'closed' }
  | { readonly at: 'failed'; readonly error: unknown };

/** The page. A link always asks for its code; without one, a visit that is still open goes on. */
export function App({ secret, refusal }: { secret: string | undefined; refusal: string | undefined }) {
  const words = useWords();
  const [state, setState] = useState<State>({ at: secret === undefined ? 'asking' : 'door' });
  const load = useCallback(async () => {
    try {
      setState({ at: 'in', mine: await server.getMine() });
    } catch (error) {
      setState(isOver(error) ? { at: 'door' } : { at: 'failed', error });
    }
  }, []);
  useEffect(() => {
    if (secret === undefined) void load();
  }, [secret, load]);
  const [proofs, setProofs] = useState<ComponentProps<typeof Enter>['door']['proofs']>([]);
  useEffect(() => {
    if (secret === undefined) return;
    // Without an answer the code is still there.
    server.listProofs().then(
      ({ items }) => setProofs(items),
      () => undefined,
    );
  }, [secret]);
  const door: Door = {
    ...words.enter,
    proofs: proofs ?? [],
    prove: async (known, login) => {
      const { address } = await server.beginProof({ body: { secret: known, login } });
      location.assign(address);
    },
    askCode: (known) => server.askPersonalCode({ body: { secret: known } }),
    open: (known, code) => server.openVisit({ body: { secret: known, code } }),
    stopMail: (known) => server.stopMailByLink({ body: { secret: known } }),
  };
  return (
    <Page>
      {state.at === 'asking' && <p role="status">{words.loading}</p>}
      {state.at === 'door' &&
        (secret === undefined ? (
          <>
            <Said title={words.noLink} text={words.noLinkText} />
            {refusal !== undefined && (
              <Notice look="warning" title={words.enter.notProved}>
                <p>{words.enter.refusals[refusal] ?? words.enter.refusals.mislukt}</p>
              </Notice>
            )}
          </>
        ) : (
          <Enter door={door} secret={secret} entered={() => void load()} />
        ))}
      {state.at === 'in' && (
        <MyTalk
          mine={state.mine}
          reload={() => void load()}
          left={() => setState({ at: 'left' })}
          closed={() => setState({ at: 'closed' })}
        />
      )}
      {state.at === 'left' && <Said title={words.left} text={words.leftText} />}
      {state.at === 'closed' && <Said title={words.close.done} text={words.close.doneText} />}
      {state.at === 'failed' && (
        <>
          <h1>{words.title}</h1>
          <Notice look="bad" title={words.failed}>
            <p>{failureText(words, state.error)}</p>
            <Button onClick={() => void load()}>{words.enter.button}</Button>
          </Notice>
        </>
      )}
    </Page>
  );
}
