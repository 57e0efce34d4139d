import type { Incident } from '@woordelijk/api';
import { useState } from 'react';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Icon } from '../components/Icon.tsx';
import { Notice } from '../components/Notice.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import type { Words } from '../language/nl.ts';
import { shortMoment } from '../moments.ts';
import { server } from '../server.ts';
import { AssessForm } from './AssessForm.tsx';
import { TellForm } from './TellForm.tsx';
import { useIncidentAct } from './use-incident-act.ts';

const HOUR_MS = 3_600_000;
const FORMS = ['html', 'docx', 'txt', 'json'] as const;

/** One incident: its clock on top, then what is to be done next, then what was done. */
export function IncidentView({ incident }: { incident: Incident }) {
  const words = useWords();
  const { incident: t } = words;
  const { organisationId, id, closed } = incident;
  const params = { organisationId, incidentId: id };
  return (
    <section className="w-card" aria-labelledby={`incident-${id}`}>
      <h2 id={`incident-${id}`}>{t.kindNames[incident.kind]}</h2>
      <p className="w-muted">
        {closed === null ? t.open : t.closedBadge}.{' '}
        {t.reportedOn(shortMoment(words, incident.reported.at), incident.by)}.{' '}
        {t.aware(shortMoment(words, incident.awareAt))}.
        {incident.talks.length > 0 && ` ${t.talkCount(incident.talks.length)}.`}
      </p>
      <Clock incident={incident} />
      <p>{incident.words}</p>
      <History incident={incident} />
      {closed === null && (
        <>
          <AssessForm incident={incident} />
          <TellForm incident={incident} />
          <Note incident={incident} />
          <Close incident={incident} />
        </>
      )}
      <h3>{t.form}</h3>
      <p className="w-muted">{t.formText}</p>
      <p className="w-buttons">
        {FORMS.map((as) => (
          <a
            key={as}
            href={server.url('getIncidentReport', {
              params,
              query: { as, language: words.code === 'nl' ? 'nl' : 'en' },
            })}
            download
          >
            <Icon name="download" /> {as === 'docx' ? 'Word' : as.toUpperCase()}
          </a>
        ))}
      </p>
    </section>
  );
}

function Clock({ incident: { clock, closed } }: { incident: Incident }) {
  const words = useWords();
  const { clocks } = words.incident;
  if (clock === null) return null;
  const when = shortMoment(words, clock.dueAt);
  switch (clock.state) {
    case 'running':
      return (
        <Notice look="warning">
          {clocks.running(when, Math.max(0, Math.floor((Date.parse(clock.dueAt) - Date.now()) / HOUR_MS)))}
        </Notice>
      );
    case 'over':
      return <Notice look="bad">{clocks.over(when)}</Notice>;
    default:
      return closed === null ? <Notice look="info">{clocks[clock.state]}</Notice> : <p>{clocks[clock.state]}</p>;
  }
}

function History({ incident }: { incident: Incident }) {
  const words = useWords();
  const { incident: t } = words;
  const lines = linesOf(words, incident).sort((a, b) => a.at.localeCompare(b.at));
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{t.history}</h3>
      <ul className="w-acts">
        {lines.map(({ at, title, texts }) => (
          <li key={`${at}${title}`}>
            <strong>{title}</strong>
            {texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function linesOf(words: Words, { assessments, told, notes, closed }: Incident) {
  const { incident: t } = words;
  const when = (at: string) => shortMoment(words, at);
  return [
    ...assessments.map((one) => ({
      at: one.at,
      title: t.assessed(one.by, when(one.at)),
      texts: [
        `${t.risks[one.risk]}. ${one.why}`,
        [one.people && `${one.people.least}–${one.people.most}`, ...one.data.map((kind) => t.dataNames[kind])]
          .filter(Boolean)
          .join(', '),
        one.consequences,
        one.measures,
        `${t.tellPeople} ${one.tellPeople ? t.tellYes : t.tellNo}. ${one.tellWhy}`,
      ].filter((text) => text !== ''),
    })),
    ...told.map((one) => ({
      at: one.at,
      title: t.toldLine(t.toldNames[one.who], when(one.at)),
      texts: [one.words, ...(one.lateWhy === null ? [] : [one.lateWhy])],
    })),
    ...notes.map((one) => ({ at: one.at, title: when(one.at), texts: [one.words] })),
    ...(closed === null
      ? []
      : [
          {
            at: closed.at,
            title: `${t.closedBadge}, ${closed.by}, ${when(closed.at)}`,
            texts: [t.lessonsLine(closed.lessons)],
          },
        ]),
  ];
}

function Note({ incident: { organisationId, id: incidentId } }: { incident: Incident }) {
  const { incident: t } = useWords();
  const [said, setSaid] = useState('');
  const act = useIncidentAct(
    (once) => server.noteIncident({ params: { organisationId, incidentId }, body: { words: said } }, { once }),
    () => {
      setSaid('');
    },
  );
  return (
    <details>
      <summary>{t.noteTitle}</summary>
      <Form act={act} button={t.note}>
        <TextArea
          label={t.noteWords}
          hint={t.wordsHint}
          value={said}
          required
          maxLength={4000}
          onChange={(e) => setSaid(e.target.value)}
        />
      </Form>
    </details>
  );
}

function Close({ incident: { organisationId, id: incidentId } }: { incident: Incident }) {
  const { incident: t } = useWords();
  const [lessons, setLessons] = useState('');
  const [by, setBy] = useState('');
  const act = useIncidentAct((once) =>
    server.closeIncident({ params: { organisationId, incidentId }, body: { lessons, by } }, { once }),
  );
  return (
    <details>
      <summary>{t.closeTitle}</summary>
      <Form act={act} button={t.close}>
        <TextArea
          label={t.lessons}
          value={lessons}
          required
          maxLength={4000}
          onChange={(e) => setLessons(e.target.value)}
        />
        <Field label={t.by} value={by} required maxLength={200} onChange={(e) => setBy(e.target.value)} />
      </Form>
    </details>
  );
}
