import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { CheckedForm } from '../components/CheckedForm.tsx';
import { Field } from '../components/Field.tsx';
import { Notice } from '../components/Notice.tsx';
import { failureText } from './server.ts';
import { useWords } from './words.tsx';

/** A door behind a link: how its code is asked for and tried. */
export interface Door {
  readonly title: string;
  readonly intro: string;
  readonly desk: string;
  readonly askCode: (secret: string) => Promise<unknown>;
  readonly open: (secret: string, code: string) => Promise<unknown>;
  /** Where its holder may prove who they are instead; absent where there is none. */
  readonly proofs?: readonly { readonly key: string; readonly name: string; readonly organisation: string }[];
  /** Goes there. */
  readonly prove?: (secret: string, login: string) => Promise<unknown>;
  /** Stops mail by the link alone; absent where there is none. */
  readonly stopMail?: (secret: string) => Promise<unknown>;
}

/** Asks for a code, and comes in by it. */
export function Enter({ door, secret, entered }: { door: Door; secret: string; entered: () => void }) {
  const words = useWords();
  const t = words.enter;
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const [stopped, setStopped] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (act: () => Promise<unknown>, done: () => void) => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
      done();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const missing = !/^\d{6}$/.test(code.replace(/\s/g, ''));
  return (
    <>
      <h1>{door.title}</h1>
      <p>{door.intro}</p>
      {door.prove !== undefined && door.proofs !== undefined && door.proofs.length > 0 && (
        <section className="w-card" aria-labelledby="prove">
          <h2 id="prove">{t.proveTitle}</h2>
          <p>{t.proveText}</p>
          <p className="w-buttons">
            {door.proofs.map(({ key, name, organisation }) => (
              <Button
                key={key}
                busy={busy}
                onClick={() =>
                  void run(
                    () => door.prove!(secret, key),
                    () => undefined,
                  )
                }
              >
                {t.prove(name, organisation)}
              </Button>
            ))}
          </p>
        </section>
      )}
      <section className="w-card" aria-labelledby="ask">
        <h2 id="ask">{t.askTitle}</h2>
        <p>
          <Button
            busy={busy}
            onClick={() =>
              void run(
                () => door.askCode(secret),
                () => setAsked(true),
              )
            }
          >
            {t.askCode}
          </Button>
        </p>
        <p role="status">{asked ? t.asked : door.desk}</p>
      </section>
      <CheckedForm
        className="w-card"
        aria-labelledby="fill"
        send={() => void run(() => door.open(secret, code), entered)}
        busy={busy}
        missing={t.codeMissing}
      >
        <h2 id="fill">{t.codeTitle}</h2>
        <Field
          label={t.code}
          hint={t.codeHint}
          wrong={missing ? t.codeMissing : undefined}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          required
        />
        {error !== undefined && (
          <Notice look="bad" title={words.failed}>
            <p>{failureText(words, error)}</p>
          </Notice>
        )}
        <p>
          <Button look="main" type="submit" busy={busy}>
            {t.button}
          </Button>
        </p>
      </CheckedForm>
      <p className="w-muted">{t.signs}</p>
      {door.stopMail !== undefined && (
        <details>
          <summary>{words.mail.byLink}</summary>
          <p>
            <Button
              busy={busy}
              onClick={() =>
                void run(
                  () => door.stopMail!(secret),
                  () => setStopped(true),
                )
              }
            >
              {words.mail.button}
            </Button>
          </p>
          <p role="status">{stopped && words.mail.asked}</p>
        </details>
      )}
    </>
  );
}
