import { useEffect, useState } from 'react';
import { Notice } from '../components/Notice.tsx';
import { LanguageSwitch, useWords } from '../recorder/words.tsx';
import { type Found, heldBefore, holdNext, type Link, linkIn } from './held.ts';

const ASK_MS = 10_000;

/** Shows the running fingerprint, keeps each one it sees, and says at once when one does not continue. */
export function FingerprintPage() {
  const words = useWords();
  const t = words.fingerprint;
  const [link] = useState(() => linkIn(location.hash));
  return (
    <>
      <header className="w-header">
        <div className="w-header-row">
          <span className="w-brand">Woordelijk</span>
          <div className="w-header-end">
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main className="w-recorder">
        <h1>{t.title}</h1>
        <p>{t.intro}</p>
        {link === undefined ? (
          <Notice look="bad" title={t.noLink}>
            <p>{t.noLinkHelp}</p>
          </Notice>
        ) : (
          <Running link={link} />
        )}
      </main>
      <footer className="w-footer">
        <p>
          <a href="/mag-dat">{t.more}</a>
        </p>
      </footer>
    </>
  );
}

function Running({ link }: { link: Link }) {
  const words = useWords();
  const t = words.fingerprint;
  const [{ held, broken }, setFound] = useState<Found>(() => ({ held: heldBefore(link), broken: false }));
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let now: Found = { held: heldBefore(link), broken: false };
    const ask = async () => {
      try {
        now = await holdNext(link, now.held);
        setFound(now);
        setSilent(false);
      } catch {
        setSilent(true);
      }
      const done = now.held.at(-1)?.closed === true || now.broken;
      if (!left && !done) timer = setTimeout(() => void ask(), ASK_MS);
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [link]);
  const last = held.at(-1);
  const moment = (at: number) => new Date(at).toLocaleString(words.locale, { dateStyle: 'long', timeStyle: 'medium' });
  const file = JSON.stringify({ version: 1, recording: link.recordingId, heads: held }, null, 2);
  return (
    <>
      {broken ? (
        <Notice look="bad" title={t.broken}>
          <p>{t.brokenHelp}</p>
        </Notice>
      ) : last === undefined ? (
        <p role="status">{silent ? t.silent : t.waiting}</p>
      ) : (
        <Notice look="good" title={last.closed ? t.closed : t.running}>
          <p>{t.checked(held.length, moment(last.signedAt))}</p>
          {silent && <p>{t.silent}</p>}
        </Notice>
      )}
      {last !== undefined && (
        <section className="w-card" aria-labelledby="root">
          <h2 id="root">{t.root}</h2>
          <code className="w-break-anywhere">{last.root}</code>
          <p className="w-muted">{t.keep}</p>
          <a
            className="w-button w-button-main"
            download={`vingerafdruk-${link.recordingId.slice(-8)}.json`}
            href={`data:application/json;charset=utf-8,${encodeURIComponent(file)}`}
          >
            {t.save}
          </a>
        </section>
      )}
    </>
  );
}
