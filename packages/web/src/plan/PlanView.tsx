import type { PlanFinding, RecordingPlan } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { PaperLinks } from '../components/PaperLinks.tsx';
import { languageOf, useWords } from '../language/language.tsx';
import { shortDay, shortMoment } from '../moments.ts';
import { server } from '../server.ts';
import { Judgements } from './Judgements.tsx';
import { PlanBadge } from './PlanBadge.tsx';
import { PlanForm } from './PlanForm.tsx';
import { Texts } from './Texts.tsx';
import { Uses } from './Uses.tsx';
import { usePlanAct } from './use-plan-act.ts';

/** One plan: what is missing on top, then its parts in the order in which they are settled. */
export function PlanView({ plan }: { plan: RecordingPlan }) {
  const words = useWords();
  const { plan: texts } = words;
  const [writing, setWriting] = useState(false);
  return (
    <div className="w-stack">
      <section className="w-card" aria-labelledby="plan-title">
        <h2 id="plan-title">{plan.content.name}</h2>
        <p>
          <PlanBadge plan={plan} />
        </p>
        {plan.live !== null && <p>{texts.liveSince(plan.live.number, shortMoment(words, plan.live.from))}</p>}
        <ul className="w-copies">
          <PaperLinks
            name={texts.paper}
            at={(query) =>
              server.url('getPlanPaper', { params: { organisationId: plan.organisationId, planId: plan.id }, query })
            }
          />
        </ul>
        <Findings plan={plan} />
        <GoLive plan={plan} />
      </section>
      <section className="w-card" id="plan-content" aria-labelledby="plan-content-title">
        <h2 id="plan-content-title">{texts.contentTitle}</h2>
        {writing || plan.content.purposes.length === 0 ? (
          <PlanForm plan={plan} done={() => setWriting(false)} />
        ) : (
          <>
            <Summary plan={plan} />
            <p>
              <Button onClick={() => setWriting(true)}>{texts.change}</Button>
            </p>
          </>
        )}
      </section>
      <Judgements plan={plan} />
      <Texts plan={plan} />
      <Uses plan={plan} />
      {plan.council !== null && plan.council.nullityUntil !== null && (
        <Notice look="info">{texts.nullity(shortDay(words, plan.council.nullityUntil))}</Notice>
      )}
    </div>
  );
}

const PART: Readonly<Record<string, string>> = {
  lia: 'plan-judgements',
  necessity: 'plan-judgements',
  'free-choice': 'plan-judgements',
  'assessment-stale': 'plan-judgements',
  exception: 'plan-judgements',
  impact: 'plan-impact',
  'impact-stale': 'plan-impact',
  'impact-due': 'plan-impact',
  advice: 'plan-advice',
  'advice-against': 'plan-advice',
  council: 'plan-council',
  'council-stale': 'plan-council',
  texts: 'plan-texts',
  'texts-stale': 'plan-texts',
};

/** What is missing, by who must act on it. */
function Findings({ plan }: { plan: RecordingPlan }) {
  const words = useWords();
  const { plan: texts } = words;
  if (plan.findings.length === 0) return plan.state === 'live' && !plan.changed ? null : <p>{texts.inOrder}</p>;
  const name = (id: string | null) => plan.content.purposes.find((one) => one.id === id)?.words[languageOf(words)];
  const groups = (['drafter', 'privacy', 'council', 'manager'] as const).map(
    (who) => [who, plan.findings.filter((one) => one.for === who)] as const,
  );
  return (
    <div className="w-stack">
      <h3>{texts.missingTitle(plan.findings.length)}</h3>
      {groups.map(([who, found]) =>
        found.length === 0 ? null : (
          <div key={who}>
            <p className="w-muted">{texts.who[who]}</p>
            <ul className="w-plan-findings">
              {found.map((one) => (
                <li key={JSON.stringify([one.code, one.purpose, one.person, one.because.nl])}>
                  <Finding finding={one} about={name(one.purpose)} />
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
    </div>
  );
}

function Finding({ finding, about }: { finding: PlanFinding; about: string | undefined }) {
  const words = useWords();
  const { plan: texts } = words;
  const person = finding.person === null ? undefined : texts.persons[finding.person];
  const whose = [about && `“${about}”`, person].filter(Boolean).join(', ');
  return (
    <>
      {whose !== '' && <span className="w-muted">{whose}: </span>}
      <a href={`#${PART[finding.code] ?? 'plan-content'}`} onClick={(event) => scroll(event, PART[finding.code])}>
        {finding.because[languageOf(words)]}
      </a>
      {finding.better.length > 0 && (
        <>
          {' '}
          {texts.better}
          <ul>
            {finding.better.map((one) => (
              <li key={one.nl}>
                <q>{one[languageOf(words)]}</q>
              </li>
            ))}
          </ul>
        </>
      )}
      {finding.sources.length > 0 && <span className="w-muted"> ({finding.sources.join(', ')})</span>}
    </>
  );
}

/** The address of a page here is its hash, so a part is shown by hand. */
function scroll(event: React.MouseEvent, part = 'plan-content'): void {
  event.preventDefault();
  const target = document.getElementById(part);
  target?.scrollIntoView({ block: 'start' });
  target?.querySelector<HTMLElement>('button, input, textarea, select')?.focus({ preventScroll: true });
}

function GoLive({ plan }: { plan: RecordingPlan }) {
  const { plan: texts } = useWords();
  const [why, setWhy] = useState('');
  const live = usePlanAct(plan, (server, params, once) => server.putPlanLive({ params, body: {} }, { once }));
  const end = usePlanAct(plan, (server, params, once) =>
    server.endPlan({ params, body: { why: why.trim() === '' ? texts.endedByHand : why } }, { once }),
  );
  const ready = plan.findings.length === 0 && (plan.live === null || plan.changed);
  return (
    <div className="w-stack">
      {live.error && <Failure error={live.error} />}
      {end.error && <Failure error={end.error} />}
      {ready && (
        <p>
          <Button look="main" icon="check" busy={live.isPending} onClick={() => live.mutate()}>
            {plan.live === null ? texts.goLive : texts.goLiveAgain}
          </Button>
        </p>
      )}
      {plan.live !== null && (
        <details>
          <summary>{texts.endTitle}</summary>
          <div className="w-field">
            <label htmlFor="plan-end-why">{texts.endWhy}</label>
            <input id="plan-end-why" value={why} maxLength={500} onChange={(e) => setWhy(e.target.value)} />
          </div>
          <Confirm
            question={{
              button: texts.end,
              label: texts.end,
              title: texts.endTitle,
              text: texts.endText,
              yes: texts.endYes,
            }}
            act={() => end.mutate()}
          />
        </details>
      )}
    </div>
  );
}

function Summary({ plan }: { plan: RecordingPlan }) {
  const words = useWords();
  const { plan: texts } = words;
  const { content } = plan;
  const list = (codes: readonly string[], names: Readonly<Record<string, string>>) =>
    codes.map((code) => names[code] ?? code).join(', ');
  return (
    <>
      <dl className="w-facts w-plan-facts">
        <dt>{texts.kinds}</dt>
        <dd>{list(content.kinds, texts.kindNames)}</dd>
        <dt>{texts.channels}</dt>
        <dd>{list(content.channels, texts.channelNames)}</dd>
        <dt>{texts.lines}</dt>
        <dd>{content.lines.length === 0 ? texts.allLines : content.lines.join(', ')}</dd>
        <dt>{texts.excluded}</dt>
        <dd>{content.excluded.map(({ line, because }) => `${line} (${because})`).join(', ') || texts.none}</dd>
        <dt>{texts.elsewhere}</dt>
        <dd>{content.elsewhere[languageOf(words)] || texts.none}</dd>
      </dl>
      <h3>{texts.purposes}</h3>
      <ul className="w-acts">
        {content.purposes.map((one) => (
          <li key={one.id}>
            <strong>{one.words[languageOf(words)]}</strong>
            <p className="w-muted">
              {texts.basisOf(
                list([one.basis.counterpart], texts.basisNames),
                list([one.basis.staff], texts.basisNames),
              )}{' '}
              {one.keep === null
                ? texts.noTerm
                : texts.kept(one.keep.amount, texts.units[one.keep.unit], texts.froms[one.keep.from])}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
