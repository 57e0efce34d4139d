import type { SharedTalk } from '@woordelijk/api';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { type Door, Enter } from './Enter.tsx';
import { Page, Said } from './Page.tsx';
import { failureText, isOver, server, startDownload } from './server.ts';
import { useMoment, useWords } from './words.tsx';

type State =
  | { readonly at: 'asking' | 'door' | 'left' | 'gone' }
  | { readonly at: 'in'; readonly shared: SharedTalk }
  | { readonly at: 'failed'; readonly error: unknown };

/** The page. A link always asks for its code; without one, a visit that is still open goes on. */
export function SharedApp({ secret }: { secret: string | undefined }) {
  const words = useWords();
  const t = words.shared;
  const [state, setState] = useState<State>({ at: secret === undefined ? 'asking' : 'door' });
  const load = useCallback(async () => {
    try {
      setState({ at: 'in', shared: await server.getShared() });
    } catch (error) {
      setState((before) => (isOver(error) ? { at: before.at === 'in' ? 'gone' : 'door' } : { at: 'failed', error }));
    }
  }, []);
  useEffect(() => {
    if (secret === undefined) void load();
  }, [secret, load]);
  const door: Door = {
    title: t.title,
    intro: t.intro,
    desk: t.desk,
    askCode: (known) => server.askShareCode({ body: { secret: known } }),
    open: (known, code) => server.openShare({ body: { secret: known, code } }),
  };
  return (
    <Page>
      {state.at === 'asking' && <p role="status">{words.loading}</p>}
      {state.at === 'door' &&
        (secret === undefined ? (
          <Said title={words.noLink} text={t.noLink} />
        ) : (
          <Enter door={door} secret={secret} entered={() => void load()} />
        ))}
      {state.at === 'in' && (
        <Shared
          shared={state.shared}
          reload={() => void load()}
          leave={() => void server.closeShareVisit().then(() => setState({ at: 'left' }), load)}
        />
      )}
      {state.at === 'left' && <Said title={words.left} text={words.leftText} />}
      {state.at === 'gone' && <Said title={t.gone} text={t.goneText} />}
      {state.at === 'failed' && (
        <>
          <h1>{t.title}</h1>
          <Notice look="bad" title={words.failed}>
            <p>{failureText(words, state.error)}</p>
          </Notice>
        </>
      )}
    </Page>
  );
}

function Shared({ shared, reload, leave }: { shared: SharedTalk; reload: () => void; leave: () => void }) {
  const words = useWords();
  const t = words.shared;
  const moment = useMoment();
  const [error, setError] = useState<unknown>();
  const download = async () => {
    setError(undefined);
    try {
      const { ticket } = await server.makeShareTicket();
      startDownload(server.url('downloadShared', { params: { ticket } }));
    } catch (failure) {
      if (isOver(failure)) reload();
      else setError(failure);
    }
  };
  return (
    <>
      <h1>{t.about(shared.organisation)}</h1>
      <dl>
        <dt>{words.when}</dt>
        <dd>{moment(shared.startedAt)}</dd>
        <dt>{t.to}</dt>
        <dd>{shared.to}</dd>
        <dt>{t.why}</dt>
        <dd>{shared.why}</dd>
      </dl>
      <section className="w-card" aria-labelledby="listen">
        <h2 id="listen">{words.listen.title}</h2>
        {shared.part !== null && <p>{t.part}</p>}
        {shared.edit !== null && (
          <>
            <p>{t.edited}</p>
            <details>
              <summary>{t.editedWhat}</summary>
              <pre className="w-quote w-statement">{shared.edit.statement}</pre>
            </details>
          </>
        )}
        {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript of a recording yet */}
        <audio controls preload="none" src={server.url('listenShared', {})} aria-label={t.player} onError={reload} />
        <p>{t.rules}</p>
        {shared.download && (
          <>
            <Button icon="download" onClick={() => void download()}>
              {t.download}
            </Button>
            <p className="w-muted">{t.downloadText}</p>
          </>
        )}
        {error !== undefined && (
          <Notice look="bad" title={words.failed}>
            <p>{failureText(words, error)}</p>
          </Notice>
        )}
      </section>
      {shared.endsAt !== null && <p>{t.until(moment(shared.endsAt))}</p>}
      <p>
        <Button onClick={leave}>{t.leave}</Button>
      </p>
    </>
  );
}
