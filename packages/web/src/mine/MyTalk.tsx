import type { Mine } from '@woordelijk/api';
import { useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { CheckedForm } from '../components/CheckedForm.tsx';
import { Notice } from '../components/Notice.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { Card, type Shown } from './Card.tsx';
import { Consents } from './Consents.tsx';
import { HandIn } from './HandIn.tsx';
import { MyEdits } from './MyEdits.tsx';
import { MyRules } from './MyRules.tsx';
import { Requests } from './Requests.tsx';
import { StopMail } from './StopMail.tsx';
import { download, failureText, server } from './server.ts';
import { useMoment, useWords } from './words.tsx';

/** A download is told in the ledger when its last byte is out: looked at again after this. */
const COPY_MS = 2500;

/** Everything about one talk for who took part in it. */
export function MyTalk({
  mine,
  reload,
  left,
  closed,
}: {
  mine: Mine;
  reload: () => void;
  left: () => void;
  closed: () => void;
}) {
  const words = useWords();
  const moment = useMoment();
  const [error, setError] = useState<unknown>();
  const act = async (work: () => Promise<unknown>, done: () => void = reload) => {
    setError(undefined);
    try {
      await work();
      done();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <h1>{words.about(mine.organisation)}</h1>
      <p>{words.hello(mine.name)}</p>
      <dl>
        <dt>{words.when}</dt>
        <dd>{moment(mine.startedAt)}</dd>
        {mine.subject !== null && (
          <>
            <dt>{words.subject}</dt>
            <dd>{mine.subject}</dd>
          </>
        )}
      </dl>
      {error !== undefined && (
        <Notice look="bad" title={words.failed}>
          <p>{failureText(words, error)}</p>
        </Notice>
      )}
      <Contents mine={mine} />
      <Agreement mine={mine} act={act} />
      <Listen mine={mine} act={act} />
      {mine.recording === 'ready' && <Copies mine={mine} act={act} />}
      {mine.handedIn !== null && <HandIn mine={mine} handedIn={mine.handedIn} act={act} />}
      <MyEdits mine={mine} act={act} />
      <Consents mine={mine} act={act} />
      <MyRules mine={mine} />
      <Requests mine={mine} act={act} />
      <Objection mine={mine} act={act} />
      <Complaint mine={mine} act={act} />
      <Uses mine={mine} act={act} />
      <StopMail mine={mine} act={act} />
      <CloseLink close={() => act(() => server.endMine(), closed)} />
      <p className="w-muted">{words.until(moment(mine.visitEndsAt))}</p>
      <p>
        <Button onClick={() => void act(() => server.closeVisit(), left)}>{words.leave}</Button>
      </p>
    </>
  );
}

/** What is on the page, to jump to. */
function Contents({ mine }: { mine: Mine }) {
  const words = useWords();
  const parts: readonly (readonly [id: string, title: string, there: boolean])[] = [
    ['agreement', words.agreement.title, true],
    ['listen', words.listen.title, true],
    ['copies', words.copies.title, mine.recording === 'ready'],
    ['edits', words.edits.title, mine.edits.length > 0],
    ['consents', words.consents.title, mine.consents.length > 0],
    ['rules', words.rules.title, true],
    ['requests', words.requests.title, true],
    ['object', words.object.title, true],
    ['complain', words.complain.title, true],
    ['uses', words.uses.title, true],
  ];
  return (
    <nav aria-label={words.contents}>
      <ul>
        {parts
          .filter(([, , there]) => there)
          .map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Agreement({ mine: { agreement }, act }: Shown) {
  const words = useWords();
  const moment = useMoment();
  const t = words.agreement;
  if (agreement === null)
    return (
      <Card id="agreement" title={t.title}>
        <p>{t.none}</p>
      </Card>
    );
  return (
    <Card id="agreement" title={t.title}>
      <ul>
        {agreement.lines.map((line) => (
          <li key={line.nl}>{line[words.code]}</li>
        ))}
      </ul>
      {agreement.confirmations.length === 0 && <p>{t.unconfirmed}</p>}
      {agreement.confirmations.map(({ name, at, mine }) => (
        <p key={at + name}>{mine ? t.confirmedByYou(moment(at)) : t.confirmedBy(name, moment(at))}</p>
      ))}
      <details>
        <summary>{t.show}</summary>
        <div className="w-mine-document">{agreement.document}</div>
      </details>
      <p>
        <Button icon="download" onClick={() => void act(() => download('agreement'))}>
          {t.download}
        </Button>
      </p>
    </Card>
  );
}

function Listen({ mine: { recording, listening } }: Shown) {
  const { listen: t } = useWords();
  const moment = useMoment();
  return (
    <Card id="listen" title={t.title}>
      {listening !== null && listening.heldAt === null && <p>{t.supervised(moment(listening.at), listening.place)}</p>}
      {recording === 'ready' ? (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript of a recording yet */}
          <audio controls preload="none" src={server.url('listenMine', {})} aria-label={t.player} />
          <p>{t.transcript}</p>
          <p className="w-muted">{t.noted}</p>
        </>
      ) : (
        <p>{t[recording]}</p>
      )}
    </Card>
  );
}

function Copies({ mine: { copies, listenOnly }, act }: Shown) {
  const { copies: t } = useWords();
  const moment = useMoment();
  const take = (what: 'mp3' | 'legs' | 'receipt') => () =>
    void act(async () => {
      await download(what);
      await new Promise((done) => setTimeout(done, COPY_MS));
    });
  if (listenOnly)
    return (
      <Card id="copies" title={t.title}>
        <p>{t.listenOnly}</p>
        <p>
          <a href="#requests">{t.askOne}</a>
        </p>
      </Card>
    );
  return (
    <Card id="copies" title={t.title}>
      <p>{t.intro}</p>
      <Button look="main" icon="download" onClick={take('mp3')}>
        {t.mp3}
      </Button>
      <p className="w-muted">{t.mp3Text}</p>
      <Button icon="download" onClick={take('legs')}>
        {t.legs}
      </Button>
      <p className="w-muted">{t.legsText}</p>
      {copies.length > 0 && (
        <>
          <ul>
            {copies.map(({ id, kind, at }) => (
              <li key={id}>{t.taken(t.kinds[kind] ?? kind, moment(at))}</li>
            ))}
          </ul>
          <Button icon="download" onClick={take('receipt')}>
            {t.receipt}
          </Button>
          <p className="w-muted">{t.receiptText}</p>
        </>
      )}
      <p>{t.share}</p>
    </Card>
  );
}

function Objection({ mine: { objects }, act }: Shown) {
  const { object: t } = useWords();
  return (
    <Card id="object" title={t.title}>
      <p>{t.now}</p>
      {objects ? (
        <Notice look="good">
          <p>{t.done}</p>
        </Notice>
      ) : (
        <>
          <p>{t.text}</p>
          <p>
            <Button onClick={() => void act(() => server.objectMine())}>{t.button}</Button>
          </p>
        </>
      )}
    </Card>
  );
}

function Complaint({ mine: { complaints, contact }, act }: Shown) {
  const { complain: t } = useWords();
  const moment = useMoment();
  const [text, setText] = useState('');
  const key = useRef(crypto.randomUUID());
  return (
    <Card id="complain" title={t.title}>
      <CheckedForm
        missing={t.missing}
        send={() =>
          void act(async () => {
            await server.complainMine({ body: { text } }, { once: key.current });
            key.current = crypto.randomUUID();
            setText('');
          })
        }
      >
        <p>{t.text}</p>
        <TextArea
          label={t.label}
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={4000}
        />
        <p>
          <Button type="submit">{t.button}</Button>
        </p>
      </CheckedForm>
      {complaints.length > 0 && (
        <>
          <h3>{t.mine}</h3>
          <ul>
            {complaints.map((one) => (
              <li key={one.at}>
                <p>
                  {moment(one.at)}: {one.text}
                </p>
                <p role="status">{one.answer === null ? `${t.sent} ${t.waiting}` : t.answer(one.answer)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {contact !== null && <p>{t.contact(contact.name, contact.reach)}</p>}
    </Card>
  );
}

function Uses({ mine: { uses } }: Shown) {
  const { uses: t } = useWords();
  const moment = useMoment();
  return (
    <Card id="uses" title={t.title}>
      <ol className="w-mine-uses">
        {uses.map(({ at, who, act, purpose }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the ledger only grows at its end
          <li key={place}>
            <time dateTime={at} className="w-muted">
              {moment(at)}
            </time>
            <span>
              {t.who[who]} {t.acts[act] ?? act}
              {purpose !== null && `, ${t.purposes[purpose] ?? purpose}`}.
            </span>
          </li>
        ))}
      </ol>
      {uses.some(({ act }) => act === 'personal-link.refused') && <p>{t.refused}</p>}
    </Card>
  );
}

function CloseLink({ close }: { close: () => Promise<void> }) {
  const { close: t } = useWords();
  const [sure, setSure] = useState(false);
  return (
    <Card id="close" title={t.title}>
      <p>{t.text}</p>
      {sure ? (
        <p className="w-buttons">
          <Button look="danger" onClick={() => void close()}>
            {t.sure}
          </Button>
          <Button autoFocus onClick={() => setSure(false)}>
            {t.keep}
          </Button>
        </p>
      ) : (
        <p>
          <Button onClick={() => setSure(true)}>{t.button}</Button>
        </p>
      )}
    </Card>
  );
}
