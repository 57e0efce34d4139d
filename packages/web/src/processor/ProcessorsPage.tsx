import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ListedProcessor, Organisation, RecordingPlan } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { OrganisationPage } from '../components/OrganisationPage.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { csv } from '../csv.ts';
import { mayShow } from '../frame/may-show.ts';
import { languageOf, useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { today } from '../plan/use-plan-act.ts';
import { useOrganisationAct } from '../privacy/use-act.ts';
import { processors, recordingPlans, server, session } from '../server.ts';
import { saveBlob } from '../table/acts.tsx';
import { ProcessorForm } from './ProcessorForm.tsx';

/** The register of processor agreements (AVG 28): who works with recordings for the organisation, and what is missing. */
export function ProcessorsPage() {
  const { processors: t } = useWords();
  return (
    <OrganisationPage title={t.title} intro={t.intro}>
      {(organisation) => <Of organisation={organisation} />}
    </OrganisationPage>
  );
}

function Of({ organisation }: { organisation: Organisation }) {
  const { processors: t } = useWords();
  const { data, error, refetch } = useQuery(processors(organisation.id));
  const plans = useQuery(recordingPlans(organisation.id)).data?.items;
  const may = mayShow(useQuery(session).data?.seats ?? [], 'processor.manage');
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined || plans === undefined) return <Skeleton rows={3} />;
  return (
    <div className="w-stack">
      {data.items.length === 0 && <p>{t.none}</p>}
      {data.items.map((one) => (
        <One key={one.id} organisationId={organisation.id} processor={one} plans={plans} may={may} />
      ))}
      {data.items.length > 0 && <Downloads items={data.items} plans={plans} />}
      {may && plans.length === 0 && (
        <>
          <p>{t.noPlans}</p>
          <p>
            <Link to="/opnameplan" className="w-button w-button-main">
              {t.toPlans}
            </Link>
          </p>
        </>
      )}
      {may && plans.length > 0 && (
        <section className="w-card" aria-labelledby="processor-add">
          <h2 id="processor-add">{t.addTitle}</h2>
          <ProcessorForm organisationId={organisation.id} plans={plans} />
        </section>
      )}
    </div>
  );
}

function One({
  organisationId,
  processor,
  plans,
  may,
}: {
  organisationId: string;
  processor: ListedProcessor;
  plans: readonly RecordingPlan[];
  may: boolean;
}) {
  const words = useWords();
  const { processors: t } = words;
  const [writing, setWriting] = useState(false);
  const { id, ended, missing } = processor;
  return (
    <section className="w-card" aria-labelledby={`processor-${id}`}>
      <h2 id={`processor-${id}`}>{processor.name}</h2>
      <p>{processor.does}</p>
      <p className="w-muted">
        {[
          namesOf(processor, plans),
          t.places[processor.place],
          processor.placeWords,
          processor.agreedOn === null ? '' : t.agreement(shortDay(words, processor.agreedOn)),
          processor.document,
          t.review(shortDay(words, processor.reviewOn), processor.owner),
        ]
          .filter((text) => text !== '')
          .join(' · ')}
      </p>
      {ended !== null ? (
        <p>{t.ended(shortDay(words, ended.on), ended.why)}</p>
      ) : missing.length === 0 ? (
        <Notice look="good">{t.good}</Notice>
      ) : (
        <Notice look="info" title={t.lacks(missing.length)}>
          <ul>
            {missing.map(({ code, because }) => (
              <li key={code}>{because[languageOf(words)]}</li>
            ))}
          </ul>
        </Notice>
      )}
      {may &&
        ended === null &&
        (writing ? (
          <ProcessorForm
            organisationId={organisationId}
            plans={plans}
            before={processor}
            done={() => setWriting(false)}
          />
        ) : (
          <>
            <p>
              <Button onClick={() => setWriting(true)}>{t.change}</Button>
            </p>
            <End organisationId={organisationId} processorId={id} />
          </>
        ))}
    </section>
  );
}

function namesOf({ plans: ids }: ListedProcessor, plans: readonly RecordingPlan[]): string {
  return ids.map((id) => plans.find((plan) => plan.id === id)?.content.name ?? '').join(', ');
}

function End({ organisationId, processorId }: { organisationId: string; processorId: string }) {
  const { processors: t } = useWords();
  const [on, setOn] = useState(today());
  const [why, setWhy] = useState('');
  const act = useOrganisationAct(organisationId, (_: undefined, once) =>
    server.endProcessor({ params: { organisationId, processorId }, body: { on, why } }, { once }),
  );
  return (
    <details>
      <summary>{t.endTitle}</summary>
      <Form act={act} button={t.end}>
        <Field label={t.endOn} type="date" value={on} required onChange={(e) => setOn(e.target.value)} />
        <TextArea
          label={t.endWhy}
          value={why}
          required
          maxLength={2000}
          rows={2}
          onChange={(e) => setWhy(e.target.value)}
        />
      </Form>
    </details>
  );
}

function Downloads({ items, plans }: { items: readonly ListedProcessor[]; plans: readonly RecordingPlan[] }) {
  const { processors: t } = useWords();
  const columns: readonly (readonly [string, (one: ListedProcessor) => string])[] = [
    [t.name, (one) => one.name],
    [t.does, (one) => one.does],
    [t.plans, (one) => namesOf(one, plans)],
    [t.place, (one) => [t.places[one.place], one.placeWords].filter(Boolean).join(': ')],
    [t.agreedOn, (one) => one.agreedOn ?? ''],
    [t.document, (one) => one.document],
    [t.clauses, (one) => one.clauses.map((clause) => t.clauseNames[clause]).join('; ')],
    [t.subProcessors, (one) => one.subProcessors],
    [t.breachWords, (one) => one.breachWords],
    [t.reviewOn, (one) => one.reviewOn],
    [t.owner, (one) => one.owner],
    [t.endOn, (one) => one.ended?.on ?? ''],
  ];
  const rows = [columns.map(([name]) => name), ...items.map((one) => columns.map(([, cell]) => cell(one)))];
  return (
    <div className="w-buttons">
      <Button icon="download" onClick={() => saveBlob(csv(rows), 'verwerkersovereenkomsten.csv')}>
        {t.csv}
      </Button>
      <Button
        icon="download"
        onClick={() =>
          saveBlob(
            new Blob([JSON.stringify(items, null, 2)], { type: 'application/json' }),
            'verwerkersovereenkomsten.json',
          )
        }
      >
        {t.json}
      </Button>
    </div>
  );
}
