import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { CheckedForm } from '../components/CheckedForm.tsx';
import { Command } from '../components/Command.tsx';
import { Field } from '../components/Field.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { useWords } from '../language/language.tsx';
import { session } from '../server.ts';
import { forgetLinkToken, linkToken } from './link-token.ts';
import { PasskeyTrouble } from './PasskeyTrouble.tsx';
import { becomeAdministrator } from './passkey.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** Opened by the one-time link that the server showed at its first start. */
export function FirstAdministratorPage() {
  const { first } = useWords();
  const { data } = useQuery(session);
  const queries = useQueryClient();
  const [token] = useState(linkToken);
  const [name, setName] = useState('');
  usePageTitle(first.title);
  const become = useMutation({
    mutationFn: () => becomeAdministrator(token ?? '', name.trim()),
    onSuccess: forgetLinkToken,
  });
  if (become.data) return <RecoveryCodes codes={become.data} done={() => void queries.invalidateQueries()} />;
  if (data?.administratorExists)
    return (
      <div className="w-narrow w-card">
        <h1>{first.existsTitle}</h1>
        <p>{first.exists}</p>
        <p>
          <Link to="/" className="w-button w-button-main">
            {first.onwards}
          </Link>
        </p>
      </div>
    );
  if (token === undefined)
    return (
      <div className="w-narrow w-card">
        <h1>{first.noToken}</h1>
        <Notice look="warning">{<p>{first.noTokenText}</p>}</Notice>
        <Command text="npx woordelijk admin link" />
      </div>
    );
  return (
    <CheckedForm
      className="w-narrow w-card"
      send={() => become.mutate()}
      busy={become.isPending}
      missing={first.required}
    >
      <h1>{first.title}</h1>
      <p>{first.intro}</p>
      <Field
        label={first.name}
        hint={first.nameHint}
        required
        value={name}
        onChange={(e) => setName(e.target.value)}
        autoComplete="name"
        maxLength={100}
      />
      <p>{first.passkeyText}</p>
      <PasskeyTrouble error={become.error} />
      <Button look="main" type="submit" icon="key" busy={become.isPending}>
        {become.isPending ? first.busy : first.button}
      </Button>
    </CheckedForm>
  );
}
