import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccessToken } from '@woordelijk/api';
import { useState } from 'react';
import { Command } from '../components/Command.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { accessTokens, server } from '../server.ts';

/** Tokens that still work, and a way to end each. They are made on the server itself; those that ended are told there. */
export function AccessTokens() {
  const { tokens } = useWords();
  const { data, error, refetch } = useQuery(accessTokens);
  const queries = useQueryClient();
  const [told, setTold] = useState<string>();
  const revoke = useMutation({
    mutationFn: (token: AccessToken) => server.revokeAccessToken({ params: { tokenId: token.id } }),
    onSuccess: async (_, token) => {
      setTold(tokens.revoked(token.name));
      await queries.invalidateQueries({ queryKey: ['access-tokens'] });
    },
  });
  const living = data?.items.filter(({ state }) => state === 'living');
  return (
    <section className="w-card" aria-labelledby="tokens-title">
      <h2 id="tokens-title">{tokens.title}</h2>
      <p>{tokens.text}</p>
      <Command text={`npx woordelijk admin token --name ${tokens.example}`} />
      {error && <Failure error={error} retry={() => void refetch()} />}
      {revoke.error && <Failure error={revoke.error} />}
      {!error && !living && <Skeleton />}
      <div aria-live="polite">{told && <Notice look="good">{<p>{told}</p>}</Notice>}</div>
      {living && living.length > 0 && (
        <ul className="w-lines">
          {living.map((token) => (
            <li key={token.id}>
              <OneToken token={token} />
              <Confirm
                question={{
                  button: tokens.revoke,
                  label: tokens.revokeOne(token.name),
                  title: tokens.revokeTitle(token.name),
                  text: tokens.revokeText,
                  yes: tokens.revokeYes,
                }}
                act={() => revoke.mutate(token)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OneToken({ token }: { token: AccessToken }) {
  const words = useWords();
  const { tokens } = words;
  return (
    <span className="w-break-anywhere">
      {token.name}
      <small className="w-token-facts">
        <span>{tokens.until(shortDay(words, token.expiresAt))}</span>
        <span>{token.lastUsed === null ? tokens.neverUsed : tokens.lastUsed(shortDay(words, token.lastUsed))}</span>
      </small>
    </span>
  );
}
