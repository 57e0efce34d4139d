import { useQuery } from '@tanstack/react-query';
import type { Mail, Talk } from '@woordelijk/api';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { useOnce } from '../once.ts';
import { mails, server } from '../server.ts';

const LOOK = { waiting: 'busy', sent: 'good', failed: 'warning', stopped: 'warning' } as const;

/** What was mailed to people of this talk, and whether it arrived at a mail server. */
export function Outbox({ talk }: { talk: Talk }) {
  const { personal: t } = useWords();
  const { data } = useQuery(mails(talk.id));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <>
      <h3>{t.outbox}</h3>
      <ul className="w-acts">
        {data.items.map((mail) => (
          <One key={mail.id} talk={talk} mail={mail} />
        ))}
      </ul>
    </>
  );
}

function One({ talk, mail }: { talk: Talk; mail: Mail }) {
  const words = useWords();
  const { personal: t } = words;
  const retry = useOnce(['talk', talk.id], (_: undefined, once) =>
    server.retryMail({ params: { talkId: talk.id, mailId: mail.id } }, { once }),
  );
  return (
    <li>
      <p>
        {t.mailed(t.mailKinds[mail.kind], mail.name, mail.to)}
        <br />
        <Badge look={LOOK[mail.state]}>{t.mailStates[mail.state]}</Badge>{' '}
        <span className="w-muted">{shortMoment(words, mail.doneAt ?? mail.queuedAt)}</span>
      </p>
      {mail.failure !== null && <p className="w-muted">{t.mailFailure(mail.failure, mail.tries)}</p>}
      {retry.error && <Failure error={retry.error} />}
      {mail.state === 'failed' && (
        <p>
          <Button aria-label={t.retryOf(mail.name)} busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
            {t.retry}
          </Button>
        </p>
      )}
    </li>
  );
}
