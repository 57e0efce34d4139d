import { useQuery } from '@tanstack/react-query';
import type { Organisation, RecordingPlan } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { useChosenOrganisation } from '../components/chosen-organisation.tsx';
import { Failure } from '../components/Failure.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { languageOf, useWords } from '../language/language.tsx';
import { useOrganisationAct } from '../privacy/use-act.ts';
import { planTemplates, recordingPlans, server } from '../server.ts';
import { Guide } from './Guide.tsx';
import { PlanBadge } from './PlanBadge.tsx';
import { PlanView } from './PlanView.tsx';
import { Register } from './Register.tsx';

/** What an organisation settles before it records: the way there, step by step, and its recording plans. */
export function PlansPage() {
  const { plan: words } = useWords();
  usePageTitle(words.title);
  const { organisation, loaded, chooser } = useChosenOrganisation();
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {chooser}
      {loaded ? <Plans key={organisation?.id} organisation={organisation} /> : <Skeleton rows={5} />}
    </>
  );
}

function Plans({ organisation }: { organisation: Organisation | undefined }) {
  if (organisation === undefined) return <Guide organisation={undefined} plans={[]} />;
  return <PlansOf organisation={organisation} />;
}

function PlansOf({ organisation }: { organisation: Organisation }) {
  const { data, error, refetch } = useQuery(recordingPlans(organisation.id));
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={5} />;
  const plans = data.items;
  return (
    <div className="w-stack">
      <Guide organisation={organisation} plans={plans} />
      {organisation.sector !== null && <Chosen organisation={organisation} plans={plans} />}
      <Register organisationId={organisation.id} />
    </div>
  );
}

/** One plan at a time: the one that needs something first. */
function Chosen({ organisation, plans }: { organisation: Organisation; plans: readonly RecordingPlan[] }) {
  const { plan: words } = useWords();
  const living = plans.filter(({ state }) => state !== 'ended');
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const open = living.find(({ id }) => id === chosen) ?? living.find(({ state }) => state === 'draft') ?? living[0];
  const ended = plans.filter(({ state }) => state === 'ended');
  return (
    <>
      {living.length > 1 && (
        <nav className="w-plan-list" aria-label={words.plans}>
          {living.map((one) => (
            <button
              key={one.id}
              type="button"
              className="w-plan-choice"
              aria-current={one.id === open?.id ? 'true' : undefined}
              onClick={() => setChosen(one.id)}
            >
              <span>{one.content.name}</span> <PlanBadge plan={one} />
            </button>
          ))}
        </nav>
      )}
      {open !== undefined && <PlanView key={open.id} plan={open} />}
      {(living.length === 0 || adding) && (
        <Begin
          organisationId={organisation.id}
          begun={(plan) => {
            setAdding(false);
            setChosen(plan.id);
          }}
        />
      )}
      {living.length > 0 && !adding && (
        <p>
          <Button icon="plus" onClick={() => setAdding(true)}>
            {words.another}
          </Button>
        </p>
      )}
      {ended.length > 0 && (
        <section className="w-card" aria-labelledby="ended-plans">
          <h2 id="ended-plans">{words.endedPlans}</h2>
          <ul className="w-acts">
            {ended.map((one) => (
              <li key={one.id}>
                {one.content.name}: {one.ended?.why}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Begin({ organisationId, begun }: { organisationId: string; begun: (plan: RecordingPlan) => void }) {
  const words = useWords();
  const { plan: texts } = words;
  const { data, error, refetch } = useQuery(planTemplates(organisationId));
  const act = useOrganisationAct(organisationId, async (code: string, once) => {
    const template = data?.items.find((one) => one.code === code);
    if (template === undefined) return;
    begun(await server.beginRecordingPlan({ params: { organisationId }, body: template.content }, { once }));
  });
  return (
    <section className="w-card" aria-labelledby="begin-plan">
      <h2 id="begin-plan">{texts.beginTitle}</h2>
      <p>{texts.beginText}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {act.error && <Failure error={act.error} />}
      <div className="w-buttons">
        {data?.items.map((one) => (
          <Button key={one.code} busy={act.isPending} onClick={() => act.mutate(one.code)}>
            {one.name[languageOf(words)]}
          </Button>
        ))}
      </div>
    </section>
  );
}
