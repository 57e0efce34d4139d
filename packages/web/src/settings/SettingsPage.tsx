import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { applyTheme, keptTheme, type Theme } from '../frame/theme.ts';
import { useWords } from '../language/language.tsx';
import { PasskeyTrouble } from '../login/PasskeyTrouble.tsx';
import { addPasskey } from '../login/passkey.ts';
import { AccessTokens } from './AccessTokens.tsx';
import { LetterheadForm } from './LetterheadForm.tsx';
import { Organisations } from './Organisations.tsx';

export function SettingsPage() {
  const { settings } = useWords();
  usePageTitle(settings.title);
  return (
    <>
      <h1>{settings.title}</h1>
      <div className="w-settings">
        <div className="w-settings-main">
          <Organisations />
          <LetterheadForm />
          <AccessTokens />
        </div>
        <div className="w-settings-side">
          <Passkeys />
          <Display />
        </div>
      </div>
    </>
  );
}

function Passkeys() {
  const { settings, login } = useWords();
  const add = useMutation({ mutationFn: addPasskey });
  return (
    <section className="w-card" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{settings.passkeys}</h2>
      <p>{settings.passkeysText}</p>
      {add.isSuccess && <Notice look="good">{<p>{settings.passkeyAdded}</p>}</Notice>}
      <PasskeyTrouble error={add.error} />
      <Button icon="key" busy={add.isPending} onClick={() => add.mutate()}>
        {add.isPending ? login.busy : settings.addPasskey}
      </Button>
    </section>
  );
}

function Display() {
  const { frame, settings } = useWords();
  const [theme, setTheme] = useState<Theme>(keptTheme);
  return (
    <section className="w-card" aria-labelledby="display-title">
      <h2 id="display-title">{settings.display}</h2>
      <fieldset className="w-choices">
        <legend className="w-unseen">{frame.theme}</legend>
        {(['system', 'light', 'dark'] as const).map((choice) => (
          <label key={choice} className="w-check">
            <input
              type="radio"
              name="theme"
              checked={theme === choice}
              onChange={() => {
                applyTheme(choice);
                setTheme(choice);
              }}
            />
            <span>{frame.themes[choice]}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
