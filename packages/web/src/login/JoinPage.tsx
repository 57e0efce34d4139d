import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';
import { linkToken } from './link-token.ts';
import { PasskeyTrouble } from './PasskeyTrouble.tsx';
import { join } from './passkey.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** Opened by the one-time link of an invitation. */
export function JoinPage() {
  const {
    people: { join: words },
  } = useWords();
  usePageTitle(words.title);
  const queries = useQueryClient();
  const [token] = useState(linkToken);
  const invited = useQuery({
    queryKey: ['joining'],
    queryFn: () => server.beginJoining({ body: { token: token ?? '' } }),
    enabled: token !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const enter = useMutation({ mutationFn: () => join(token ?? '') });
  if (enter.data)
    return (
      <RecoveryCodes
        codes={enter.data}
        done={() => {
          void queries.invalidateQueries();
          location.assign('/');
        }}
      />
    );
  const refused = invited.error instanceof ApiError && invited.error.code === 'invitation-refused';
  if (token === undefined || refused)
    return (
      <div className="w-narrow w-card">
        <h1>{words.none}</h1>
        <Notice look="warning">{<p>{words.noneText}</p>}</Notice>
        <p>
          <a href="/">{words.login}</a>
        </p>
      </div>
    );
  return (
    <div className="w-narrow w-card">
      <h1>{words.title}</h1>
      {invited.data ? <p>{words.for(invited.data.name, invited.data.organisation)}</p> : <Skeleton />}
      <p>{words.text}</p>
      <PasskeyTrouble error={enter.error ?? invited.error} />
      <Button look="main" icon="key" busy={enter.isPending} onClick={() => enter.mutate()}>
        {enter.isPending ? words.busy : words.button}
      </Button>
    </div>
  );
}
