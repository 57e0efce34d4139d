import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Session } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Command } from '../components/Command.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';
import { PasskeyTrouble } from './PasskeyTrouble.tsx';
import { logIn } from './passkey.ts';

/** Stands in the place of any page until somebody is logged in. */
export function LoginPage({ administratorExists, logins }: Pick<Session, 'administratorExists' | 'logins'>) {
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
      <OwnLogins logins={logins} />
      {recovering ? <ByCode back={() => setRecovering(false)} /> : <ByPasskey other={() => setRecovering(true)} />}
    </div>
  );
}

/** Buttons of organisations' own logins; why the last try failed stands in the address. */
function OwnLogins({ logins }: Pick<Session, 'logins'>) {
  const { login } = useWords();
  const refusal = new URLSearchParams(location.search).get('inloggen');
  if (logins.length === 0) return null;
  return (
    <>
      {refusal !== null && (
        <Notice look="bad" title={login.ownRefused}>
          <p>{login.ownRefusals[refusal as keyof typeof login.ownRefusals] ?? login.ownRefusals.mislukt}</p>
        </Notice>
      )}
      <ul className="w-own-logins">
        {logins.map(({ key, name }) => (
          <li key={key}>
            <a className="w-button w-button-main" href={`/inloggen/${key}`}>
              {login.own(name)}
            </a>
          </li>
        ))}
      </ul>
    </>
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
      <Form act={enter} button={login.codeButton}>
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
      </Form>
      <p className="w-aside">
        <button type="button" className="w-link" onClick={back}>
          {login.back}
        </button>
      </p>
    </>
  );
}
