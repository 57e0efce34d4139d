import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Alarm } from '@woordelijk/api';
import { Notice } from '../components/Notice.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { alarms } from '../server.ts';

/** What must be looked at now, on every page, for who is for it; nothing for everybody else. */
export function Alarms() {
  const words = useWords();
  const { data } = useQuery(alarms);
  const texts = words.incident.alarms;
  const said = ({ kind, count, dueAt }: Alarm) => {
    switch (kind) {
      case 'breach':
        return texts.breach(count, dueAt === null ? '' : shortMoment(words, dueAt));
      case 'unwatched':
        return texts.unwatched;
      default:
        return texts[kind](count);
    }
  };
  const found = data?.items ?? [];
  if (found.length === 0) return null;
  return (
    <div className="w-alarms">
      {found.map((alarm) => (
        <Notice key={`${alarm.kind}-${alarm.organisationId}`} look="warning">
          <p>
            {said(alarm)} <Link to={alarm.kind.startsWith('breach') ? '/incidenten' : '/controle'}>{texts.look}</Link>
          </p>
        </Notice>
      ))}
    </div>
  );
}
