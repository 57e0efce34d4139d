import { Link } from '@tanstack/react-router';
import type { RightsRequest } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay, shortMoment } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';
import type { StepProps } from './RequestPage.tsx';

type Decision = NonNullable<RightsRequest['decision']>;
type Outcome = Decision['outcome'];
type Ground = NonNullable<Decision['ground']>;
type Give = Decision['talks'][number]['give'];

/** Grounds that the law knows for each request; the server holds to the same (packages/dossier/src/rights/face.ts). */
const ALWAYS: readonly Ground[] = ['identity', 'abuse', 'investigation'];
const GROUNDS: Readonly<Record<RightsRequest['kind'], readonly Ground[]>> = {
  access: ['others', ...ALWAYS],
  copy: ['others', ...ALWAYS],
  portability: ['others', 'not-portable', ...ALWAYS],
  supplement: ['opinion', ...ALWAYS],
  correction: ['opinion', ...ALWAYS],
  restriction: ['accurate', ...ALWAYS],
  deletion: ['must-keep', 'legal-claim', ...ALWAYS],
  objection: ['compelling', 'legal-claim', ...ALWAYS],
};
const SOUND: ReadonlySet<string> = new Set(['access', 'copy', 'portability']);

/** The decision: what is given of each talk, or on which ground it is not. */
export function DecideStep(props: StepProps) {
  const words = useWords();
  const t = words.rights.decide;
  const { decision, state } = props.request;
  const early = state === 'received' || state === 'identified';
  return (
    <section className="w-card" aria-labelledby="step-decision">
      <h2 id="step-decision">3. {words.rights.steps.decision}</h2>
      {decision && (
        <>
          <p>
            <strong>{t.outcomes[decision.outcome]}</strong>.{' '}
            {words.rights.by(decision.by, shortMoment(words, decision.at))}
          </p>
          {decision.ground && <p>{t.why(t.grounds[decision.ground])}</p>}
          {decision.evidence && (
            <>
              <p>{t.shown}</p>
              <p className="w-quote">{decision.evidence}</p>
            </>
          )}
          <p className="w-quote">{decision.text}</p>
          {decision.talks.map(({ talk, give, despite }) => {
            const when = props.request.found?.talks.find((one) => one.talk === talk)?.startedAt;
            const what = SOUND.has(props.request.kind) ? t.gives[give] : t.dos[give];
            return when === undefined ? null : (
              <p key={talk}>
                {t.given(shortMoment(words, when), what)}
                {despite !== undefined && `. ${despite}`}
              </p>
            );
          })}
          <p className="w-muted">{t.until(t.remedies[decision.remedy], shortDay(words, decision.remedyUntil))}</p>
        </>
      )}
      {decision === null && props.may && state === 'found' && <Decide {...props} outcomes={OUTCOMES} />}
      {decision === null && props.may && early && (
        <details>
          <summary>{t.early}</summary>
          <Decide {...props} outcomes={['refused']} />
        </details>
      )}
    </section>
  );
}

const OUTCOMES: readonly Outcome[] = ['granted', 'partly', 'refused', 'gone'];

function Decide({ request, me, outcomes }: StepProps & { outcomes: readonly Outcome[] }) {
  const words = useWords();
  const t = words.rights.decide;
  const there = request.found?.talks.filter(({ destroyedAt }) => destroyedAt === null) ?? [];
  const nothing = request.found !== null && there.length === 0 && request.kind !== 'objection';
  const [outcome, setOutcome] = useState<Outcome>(outcomes.length === 1 ? outcomes[0]! : nothing ? 'gone' : 'granted');
  const early = request.found === null;
  const grounds = early ? (['identity', 'abuse'] as const) : GROUNDS[request.kind];
  const [ground, setGround] = useState<Ground>(grounds[0]!);
  const [gives, setGives] = useState<Readonly<Record<string, Give>>>({});
  const [despites, setDespites] = useState<Readonly<Record<string, string>>>({});
  const [edits, setEdits] = useState<Readonly<Record<string, string>>>({});
  const [evidence, setEvidence] = useState('');
  const [text, setText] = useState('');
  const [by, setBy] = useState(me);
  const refuses = outcome === 'refused' || outcome === 'partly';
  const acts = outcome === 'granted' || outcome === 'partly';
  const sound = SOUND.has(request.kind);
  const editOf = (one: (typeof there)[number]) => edits[one.talk] ?? one.edits[0]?.id ?? null;
  const act = useOnce(['rights'], (_: undefined, once) => {
    const talks = there.map((one) => {
      const give = gives[one.talk] ?? 'whole';
      const despite = sound && give === 'whole' && one.absent.length > 0 ? { despite: despites[one.talk] ?? '' } : {};
      return { talk: one.talk, give, edit: give === 'masked' ? editOf(one) : null, ...despite };
    });
    const body = {
      outcome,
      ground: refuses ? ground : null,
      text,
      by,
      evidence: refuses && ground === 'abuse' ? evidence : null,
      talks: acts ? talks : [],
    };
    return server.decideRights({ params: { rightsRequestId: request.id }, body }, { once });
  });
  return (
    <Form act={act} button={t.save}>
      {outcomes.length > 1 && (
        <Radios
          label={t.outcome}
          value={outcome}
          options={outcomes
            .filter((one) => (one === 'gone' ? there.length === 0 : !nothing || one === 'refused'))
            .map((value) => ({ value, text: t.outcomes[value] }))}
          choose={setOutcome}
        />
      )}
      {acts &&
        there.map((one) => {
          const give = gives[one.talk] ?? 'whole';
          const choices = (sound ? ['whole', 'masked', 'none'] : ['whole', 'none']) as Give[];
          return (
            <div key={one.talk} className="w-wish">
              <Radios
                label={t.give(shortMoment(words, one.startedAt))}
                {...(one.others === '' ? {} : { hint: one.others })}
                value={give}
                options={choices
                  .filter((value) => outcome === 'partly' || value !== 'none')
                  .map((value) => ({ value, text: sound ? t.gives[value] : t.dos[value] }))}
                choose={(value) => setGives({ ...gives, [one.talk]: value })}
              />
              {sound && one.absent.length > 0 && (
                <p>{words.absent.inDecision(one.absent.map(({ called }) => called).join(', '))}</p>
              )}
              {sound && one.absent.length > 0 && give === 'whole' && (
                <TextArea
                  label={words.absent.despite}
                  value={despites[one.talk] ?? ''}
                  onChange={(e) => setDespites({ ...despites, [one.talk]: e.target.value })}
                  required
                />
              )}
              {give === 'masked' &&
                (one.edits.length === 0 ? (
                  <p>
                    {t.noEdit}{' '}
                    <Link to="/gesprekken/$talkId" params={{ talkId: one.talk }}>
                      {words.rights.talk}
                    </Link>
                  </p>
                ) : (
                  <Choice
                    label={t.edit}
                    value={editOf(one) ?? ''}
                    options={one.edits.map(({ id, why, madeAt }) => ({
                      value: id,
                      text: `${shortMoment(words, madeAt)}: ${why}`,
                    }))}
                    choose={(id) => setEdits({ ...edits, [one.talk]: id })}
                  />
                ))}
            </div>
          );
        })}
      {refuses && (
        <Choice
          label={t.ground}
          value={ground}
          options={grounds.map((value) => ({ value, text: t.grounds[value] }))}
          choose={setGround}
        />
      )}
      {refuses && ground === 'abuse' && (
        <TextArea
          label={t.evidence}
          hint={t.evidenceHint}
          value={evidence}
          onChange={(e) => setEvidence(e.target.value)}
          required
        />
      )}
      <TextArea label={t.text} hint={t.textHint} value={text} onChange={(e) => setText(e.target.value)} required />
      <Field label={words.rights.name} value={by} onChange={(e) => setBy(e.target.value)} required maxLength={200} />
    </Form>
  );
}
