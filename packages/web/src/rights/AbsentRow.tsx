import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AbsentPerson } from '@woordelijk/api';
import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { PaperLinks } from '../components/PaperLinks.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { dayKey, shortDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server, session } from '../server.ts';
import { optionsOf } from '../table/Requests.tsx';
import { stretchesOut } from './stretches.ts';

type Exception = NonNullable<NonNullable<AbsentPerson['decision']>['exception']>;
type Way = NonNullable<AbsentPerson['told']>['way'];
/** Exceptions with which their interests are protected otherwise (packages/dossier/src/absent/face.ts). */
const WITH_MEASURES: readonly Exception[] = ['impossible', 'disproportionate', 'impairs'];

/** Somebody who is only talked about: what is known, and the step whose turn it is. */
export function AbsentRow({ person, me, link = false }: { person: AbsentPerson; me: string; link?: boolean }) {
  const words = useWords();
  const t = words.absent;
  const may = mayShow(useQuery(session).data?.seats ?? [], 'absent.decide');
  const { state, decision, told, struck, daysLeft } = person;
  const open = state === 'named' || state === 'to-tell';
  return (
    <li className="w-wish">
      <p>
        <strong>{person.name === null ? person.called : `${person.called} (${person.name})`}</strong>{' '}
        <Badge look={!open ? 'good' : daysLeft < 0 ? 'warning' : 'busy'}>
          {open ? t.left(daysLeft) : t.state[state]}
        </Badge>
      </p>
      {open && <p>{t.state[state]}.</p>}
      <p>{person.about}</p>
      <p className="w-muted">
        {[
          person.stretches.length > 0 && t.at(stretchesOut(person.stretches)),
          t.noted(person.by, shortDay(words, person.namedAt)),
          open && t.due(shortDay(words, person.dueOn)),
        ]
          .filter(Boolean)
          .join('. ')}
      </p>
      {decision && (
        <>
          <p>
            {decision.tell ? t.yes : decision.exception !== null && t.exceptions[decision.exception]}.{' '}
            <span className="w-muted">{t.decided(decision.by, shortDay(words, decision.at))}</span>
          </p>
          <p className="w-quote">{[decision.why, decision.measures].filter(Boolean).join('\n')}</p>
        </>
      )}
      {told && <p>{t.toldBy(t.ways[told.way], shortDay(words, told.on), told.by)}</p>}
      {struck && <p className="w-quote">{struck.why}</p>}
      {link && (
        <p>
          <Link to="/gesprekken/$talkId" params={{ talkId: person.talk }}>
            {t.toTalk}
          </Link>
        </p>
      )}
      {state === 'to-tell' && <Letters person={person} />}
      {may && !link && state === 'to-tell' && <Tell person={person} me={me} />}
      {may && !link && (open || state === 'excepted') && (
        <>
          <details>
            <summary>{state === 'named' ? t.decide : t.otherwise}</summary>
            <Decide person={person} me={me} />
          </details>
          <details>
            <summary>{t.strike}</summary>
            <Strike person={person} me={me} />
          </details>
        </>
      )}
    </li>
  );
}

interface StepProps {
  readonly person: AbsentPerson;
  readonly me: string;
}

const paramsOf = ({ talk, id }: AbsentPerson) => ({ talkId: talk, absentId: id });

function Letters({ person }: { person: AbsentPerson }) {
  const words = useWords();
  return (
    <ul className="w-copies">
      <PaperLinks
        name={words.absent.letter}
        at={(query) => server.url('getAbsentLetter', { params: paramsOf(person), query })}
      />
    </ul>
  );
}

function Decide({ person, me }: StepProps) {
  const words = useWords();
  const t = words.absent;
  const [tell, setTell] = useState<'yes' | 'no'>();
  const [exception, setException] = useState<Exception>('knows');
  const [why, setWhy] = useState('');
  const [measures, setMeasures] = useState('');
  const [by, setBy] = useState(me);
  const measured = tell === 'no' && WITH_MEASURES.includes(exception);
  const act = useOnce(['absents'], (_: undefined, once) => {
    const body =
      tell === 'yes'
        ? { tell: true, exception: null, why, measures: null, by }
        : { tell: false, exception, why, measures: measured ? measures : null, by };
    return server.decideAbsent({ params: paramsOf(person), body }, { once });
  });
  return (
    <Form act={act} button={t.saveDecision}>
      <Radios
        label={t.question}
        value={tell}
        options={[
          { value: 'yes', text: t.yes },
          { value: 'no', text: t.no },
        ]}
        choose={setTell}
        required
      />
      {tell === 'no' && (
        <Choice
          label={t.exception}
          value={exception}
          options={optionsOf(t.exceptions) as { value: Exception; text: string }[]}
          choose={setException}
        />
      )}
      <TextArea label={t.why} value={why} onChange={(e) => setWhy(e.target.value)} required />
      {measured && (
        <TextArea
          label={t.measures}
          hint={t.measuresHint}
          value={measures}
          onChange={(e) => setMeasures(e.target.value)}
          required
        />
      )}
      <Field label={t.by} value={by} onChange={(e) => setBy(e.target.value)} required maxLength={200} />
    </Form>
  );
}

function Tell({ person, me }: StepProps) {
  const { absent: t } = useWords();
  const [way, setWay] = useState<Way>('letter');
  const [on, setOn] = useState(() => dayKey(Date.now()));
  const act = useOnce(['absents'], (_: undefined, once) =>
    server.tellAbsent({ params: paramsOf(person), body: { way, on, by: me } }, { once }),
  );
  return (
    <details>
      <summary>{t.tell}</summary>
      <Form act={act} button={t.tell}>
        <Choice
          label={t.way}
          value={way}
          options={optionsOf(t.ways) as { value: Way; text: string }[]}
          choose={setWay}
        />
        <Field label={t.on} type="date" value={on} onChange={(e) => setOn(e.target.value)} required />
      </Form>
    </details>
  );
}

function Strike({ person, me }: StepProps) {
  const words = useWords();
  const t = words.absent;
  const [why, setWhy] = useState('');
  const act = useOnce(['absents'], (_: undefined, once) =>
    server.strikeAbsent({ params: paramsOf(person), body: { why, by: me } }, { once }),
  );
  return (
    <Form act={act} button={t.strikeButton}>
      <Field label={t.why} value={why} onChange={(e) => setWhy(e.target.value)} required maxLength={1000} />
    </Form>
  );
}
