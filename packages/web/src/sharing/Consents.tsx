import type { ConsentQuestion, SharingFile, Withdrawal } from '@woordelijk/api';
import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay, shortMoment, startOfDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';
import { Letters } from '../table/Letters.tsx';
import { optionsOf } from '../table/Requests.tsx';
import { OutOfReach } from './OutOfReach.tsx';

type Person = ConsentQuestion['persons'][number];

/** Who said yes to what. */
export function Consents({ file }: { file: SharingFile }) {
  const { consent: t } = useWords().sharing;
  return (
    <section className="w-card" aria-labelledby="consent-title">
      <h2 id="consent-title">{t.title}</h2>
      <p>{t.intro}</p>
      {file.questions.length === 0 && <p className="w-muted">{t.none}</p>}
      {file.questions.map((question) => (
        <Question key={question.id} file={file} question={question} />
      ))}
      <details>
        <summary>{t.ask}</summary>
        <Ask file={file} />
      </details>
    </section>
  );
}

function Question({ file, question }: { file: SharingFile; question: ConsentQuestion }) {
  const words = useWords();
  const { consent: t, uses } = words.sharing;
  return (
    <div className="w-organisation">
      <h3>{uses[question.use]}</h3>
      <p>
        <Badge look={question.standing === 'alle' ? 'good' : 'warning'}>{t.standing[question.standing]}</Badge>
      </p>
      <p className="w-quote">{question.what}</p>
      <p className="w-muted">
        {t.audience(question.audience)}
        {question.until && `. ${t.until(shortDay(words, question.until))}`}
      </p>
      <ul className="w-acts">
        {question.persons.map((person) => (
          <li key={person.party}>
            <One file={file} question={question} person={person} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function One({ file, question, person }: { file: SharingFile; question: ConsentQuestion; person: Person }) {
  const words = useWords();
  const { consent: t } = words.sharing;
  const [withdrawal, setWithdrawal] = useState<Withdrawal>();
  const details = [
    person.way && t.ways[person.way],
    person.by && t.by(person.by),
    person.at && shortMoment(words, person.at),
    person.represented && t.represented,
  ].filter(Boolean);
  return (
    <>
      <p>
        <strong>{person.name}</strong>: {t.answers[person.answer]}
        {details.length > 0 && <span className="w-muted"> ({details.join(', ')})</span>}
      </p>
      {person.evidence && <p className="w-quote">{person.evidence}</p>}
      {withdrawal && (
        <Notice look="good" title={t.withdrawn}>
          <p>{t.closed(withdrawal.closed.length)}</p>
          <OutOfReach copies={withdrawal.outOfReach} />
        </Notice>
      )}
      {person.answer === 'withdrawn' ? (
        <Letters talkId={file.talkId} letter="consent-withdrawn" about={question.id} person={person.party} />
      ) : (
        person.answer !== 'given' && (
          <Letters talkId={file.talkId} letter="consent-form" about={question.id} person={person.party} />
        )
      )}
      <details>
        <summary>{t.take(person.name)}</summary>
        <Take file={file} question={question} person={person} done={setWithdrawal} />
      </details>
    </>
  );
}

function Take({
  file,
  question,
  person,
  done,
}: {
  file: SharingFile;
  question: ConsentQuestion;
  person: Person;
  done: (withdrawal: Withdrawal | undefined) => void;
}) {
  const words = useWords();
  const { consent: t } = words.sharing;
  const [answer, setAnswer] = useState<'given' | 'refused' | 'withdrawn'>(
    person.answer === 'given' ? 'withdrawn' : 'given',
  );
  const [way, setWay] = useState<'signed-form' | 'told'>('signed-form');
  const [evidence, setEvidence] = useState('');
  const [by, setBy] = useState('');
  const act = useOnce(
    ['talk', file.talkId],
    (_: undefined, once) =>
      server.takeConsent(
        {
          params: { talkId: file.talkId, questionId: question.id },
          body: { party: person.party, answer, way, evidence, ...(by.trim() === '' ? {} : { by }) },
        },
        { once },
      ),
    (withdrawal) => {
      done(answer === 'withdrawn' ? withdrawal : undefined);
      setEvidence('');
    },
  );
  const choices = person.answer === 'given' ? (['withdrawn'] as const) : (['given', 'refused'] as const);
  return (
    <Form act={act} button={t.save}>
      <Radios
        label={t.answer}
        value={answer}
        options={choices.map((value) => ({ value, text: t.choices[value] }))}
        choose={setAnswer}
      />
      <Radios
        label={t.way}
        value={way}
        options={optionsOf(t.formOrTold) as { value: typeof way; text: string }[]}
        choose={setWay}
      />
      <TextArea label={t.evidence} rows={2} value={evidence} onChange={(e) => setEvidence(e.target.value)} required />
      {person.represented && (
        <Field
          label={t.representative}
          value={by}
          onChange={(e) => setBy(e.target.value)}
          required={answer === 'given'}
          maxLength={200}
        />
      )}
    </Form>
  );
}

function Ask({ file }: { file: SharingFile }) {
  const words = useWords();
  const { consent: t, uses } = words.sharing;
  const [use, setUse] = useState<ConsentQuestion['use']>('publication');
  const [what, setWhat] = useState('');
  const [audience, setAudience] = useState('');
  const [until, setUntil] = useState('');
  const [guarded, setGuarded] = useState<Readonly<Record<string, Person['protection']>>>({});
  const act = useOnce(
    ['talk', file.talkId],
    (_: undefined, once) => {
      const end = until === '' ? undefined : startOfDay(until, 1);
      return server.askConsent(
        {
          params: { talkId: file.talkId },
          body: {
            use,
            what,
            audience,
            ...(end === undefined ? {} : { until: end }),
            protected: Object.entries(guarded).map(([party, protection]) => ({ party, protection })),
          },
        },
        { once },
      );
    },
    () => {
      setWhat('');
      setAudience('');
      setUntil('');
    },
  );
  return (
    <Form act={act} button={t.ask}>
      <Radios
        label={t.use}
        value={use}
        options={optionsOf(uses) as { value: typeof use; text: string }[]}
        choose={setUse}
      />
      <TextArea
        label={t.what}
        hint={t.whatHint}
        rows={2}
        value={what}
        onChange={(e) => setWhat(e.target.value)}
        required
      />
      <Field
        label={t.audienceLabel}
        value={audience}
        onChange={(e) => setAudience(e.target.value)}
        required
        maxLength={500}
      />
      <Field label={t.untilLabel} type="date" value={until} onChange={(e) => setUntil(e.target.value)} />
      {file.persons.map(({ party, name }) => (
        <Choice
          key={party}
          label={t.protection(name)}
          value={guarded[party] ?? 'nee'}
          options={optionsOf(t.protections) as { value: Person['protection']; text: string }[]}
          choose={(protection) => setGuarded({ ...guarded, [party]: protection })}
        />
      ))}
      {act.isSuccess && (
        <Notice look="good">
          <p>{t.asked}</p>
        </Notice>
      )}
    </Form>
  );
}
