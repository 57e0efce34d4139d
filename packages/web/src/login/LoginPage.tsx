import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Command } from '../components/Command.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';
import { PasskeyTrouble } from './PasskeyTrouble.tsx';
import { logIn } from './passkey.ts';

/** Stands in the place of any page until somebody is logged in. */
export function LoginPage({ administratorExists }: { administratorExists: boolean }) {
  const { login } = useWords();
  const [recovering, setRecovering] = useState(false);
  usePageTitle(login.title);
  if (!administratorExists)
    return (
      <div className="w-narrow w-card">
        <h1>{login.none}</h1>
        <p>{login.noneText}</p>
        <Command text="npx woordelijk admin link" />
      </div>
    );
  return (
    <div className="w-narrow w-card">
      <h1>{login.title}</h1>
      {recovering ? <ByCode back={() => setRecovering(false)} /> : <ByPasskey other={() => setRecovering(true)} />}
    </div>
  );
}

function ByPasskey({ other }: { other: () => void }) {
  const { login } = useWords();
  const queries = useQueryClient();
  const enter = useMutation({ mutationFn: logIn, onSuccess: () => queries.invalidateQueries() });
  return (
    <>
      <p>{login.intro}</p>
      <PasskeyTrouble error={enter.error} />
      <Button look="main" icon="key" busy={enter.isPending} onClick={() => enter.mutate()}>
        {enter.isPending ? login.busy : login.button}
      </Button>
      <p className="w-aside">
        {login.noPasskey}{' '}
        <button type="button" className="w-link" onClick={other}>
          {login.useCode}
        </button>
      </p>
    </>
  );
}

function ByCode({ back }: { back: () => void }) {
  const { login } = useWords();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const enter = useMutation({
    mutationFn: () => server.recover({ body: { code: code.trim() } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        {enter.error && <Failure error={enter.error} />}
        <Field
          label={login.code}
          hint={login.codeHint}
          value={code}
          onChange={(e) => setCode(e.target.value)}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          required
          minLength={4}
          maxLength={100}
        />
        <Button look="main" type="submit" busy={enter.isPending}>
          {login.codeButton}
        </Button>
      </form>
      <p className="w-aside">
        <button type="button" className="w-link" onClick={back}>
          {login.back}
        </button>
      </p>
    </>
  );
}
