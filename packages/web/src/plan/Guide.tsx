import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Organisation, RecordingPlan } from '@woordelijk/api';
import { type ReactNode, useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Icon } from '../components/Icon.tsx';
import { Radios } from '../components/Radios.tsx';
import { useWords } from '../language/language.tsx';
import { useOrganisationAct } from '../privacy/use-act.ts';
import { contacts, lines, organisations, server, talksOfState } from '../server.ts';

interface Step {
  readonly key: 'organisation' | 'sector' | 'contact' | 'line' | 'plan' | 'call';
  readonly done: boolean;
  readonly form: ReactNode;
}

/** From nothing to the first lawful recording: what is done, and the one thing to do now. */
export function Guide({
  organisation,
  plans,
}: {
  organisation: Organisation | undefined;
  plans: readonly RecordingPlan[];
}) {
  const { plan: words } = useWords();
  const id = organisation?.id ?? '';
  const known = organisation !== undefined;
  const listed = useQuery({ ...contacts(id), enabled: known }).data?.items;
  const own = useQuery({ ...lines, enabled: known }).data?.items.filter((line) => line.organisation.id === id);
  const live = plans.filter((one) => one.live !== null);
  const wantsLine = live.length === 0 ? true : live.some((one) => one.live?.content.channels.includes('phone'));
  const stored = useQuery({ ...talksOfState('stored'), enabled: live.length > 0, refetchInterval: 5_000 }).data?.items;
  const unrecorded = useQuery({ ...talksOfState('unrecorded'), enabled: known, refetchInterval: 5_000 }).data?.items;
  const heard = stored?.some((talk) => talk.organisation.id === id) === true;
  const missed = unrecorded?.filter((talk) => talk.ending === 'no-plan') ?? [];
  const steps: readonly Step[] = [
    { key: 'organisation', done: known, form: <NewOrganisation /> },
    { key: 'sector', done: organisation?.sector != null, form: <Sector organisationId={id} /> },
    { key: 'contact', done: (listed?.length ?? 0) > 0, form: <Contact organisationId={id} /> },
    { key: 'line', done: !wantsLine || (own?.length ?? 0) > 0, form: <NewLine organisationId={id} /> },
    {
      key: 'plan',
      done: live.length > 0,
      form: <p>{plans.length === 0 ? words.guide.noPlan : words.guide.openPlan}</p>,
    },
    { key: 'call', done: heard, form: <FirstCall lines={own?.map(({ key }) => key) ?? []} /> },
  ];
  const now = steps.find(({ done }) => !done);
  return (
    <section className="w-card" aria-labelledby="guide-title">
      <h2 id="guide-title">{now === undefined ? words.guide.ready : words.guide.title}</h2>
      {missed.length > 0 && <p className="w-plan-missed">{words.guide.missed(missed.length)}</p>}
      <ol className="w-plan-steps">
        {steps.map((step) => (
          <li
            key={step.key}
            className={step.done ? 'w-plan-step w-plan-step-done' : 'w-plan-step'}
            aria-current={step === now ? 'step' : undefined}
          >
            <p>
              {step.done ? <Icon name="check" /> : <span className="w-plan-step-dot" aria-hidden="true" />}
              <strong>{words.guide.steps[step.key]}</strong>
              <span className="w-muted">{step.done ? words.guide.done : ''}</span>
            </p>
            {step === now && step.form}
          </li>
        ))}
      </ol>
    </section>
  );
}

function NewOrganisation() {
  const { plan: words } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const add = useOrganisationAct(
    '',
    async () => await server.addOrganisation({ body: { name: name.trim() } }),
    () => void queries.invalidateQueries({ queryKey: organisations.queryKey }),
  );
  return (
    <Form act={add} button={words.guide.addOrganisation}>
      <Field
        label={words.guide.organisationName}
        value={name}
        required
        onChange={(e) => setName(e.target.value)}
        maxLength={200}
        autoComplete="organization"
      />
    </Form>
  );
}

function Sector({ organisationId }: { organisationId: string }) {
  const { plan: words } = useWords();
  const queries = useQueryClient();
  const [sector, setSector] = useState<'gemeente' | 'overheid_anders' | 'organisatie'>();
  const save = useOrganisationAct(
    organisationId,
    async () => {
      if (sector !== undefined) await server.arrangeOrganisation({ params: { organisationId }, body: { sector } });
    },
    () => void queries.invalidateQueries({ queryKey: organisations.queryKey }),
  );
  return (
    <Form act={save} button={words.save}>
      <Radios
        required
        label={words.guide.sectorQuestion}
        hint={words.guide.sectorHint}
        value={sector}
        options={(['organisatie', 'gemeente', 'overheid_anders'] as const).map((value) => ({
          value,
          text: words.guide.sectors[value],
        }))}
        choose={setSector}
      />
    </Form>
  );
}

function Contact({ organisationId }: { organisationId: string }) {
  const { plan: words, privacy } = useWords();
  const [duty, setDuty] = useState<'privacy-contact' | 'privacy-officer' | 'dpo'>('privacy-contact');
  const [name, setName] = useState('');
  const [reach, setReach] = useState('');
  const queries = useQueryClient();
  const add = useOrganisationAct(
    organisationId,
    (_: undefined, once) =>
      server.listContact({ params: { organisationId }, body: { duty, name, reach, departmentId: null } }, { once }),
    () => void queries.invalidateQueries({ queryKey: contacts(organisationId).queryKey }),
  );
  return (
    <Form act={add} button={words.guide.addContact}>
      <p>{words.guide.contactText}</p>
      <Choice
        label={words.guide.contactDuty}
        value={duty}
        options={(['privacy-contact', 'privacy-officer', 'dpo'] as const).map((value) => ({
          value,
          text: privacy.duties[value]!,
        }))}
        choose={setDuty}
      />
      <Field
        label={words.guide.contactName}
        value={name}
        required
        onChange={(e) => setName(e.target.value)}
        maxLength={200}
      />
      <Field
        label={words.guide.contactReach}
        value={reach}
        required
        onChange={(e) => setReach(e.target.value)}
        maxLength={200}
      />
    </Form>
  );
}

function NewLine({ organisationId }: { organisationId: string }) {
  const { plan: words } = useWords();
  const queries = useQueryClient();
  const [key, setKey] = useState('');
  const add = useOrganisationAct(
    organisationId,
    async () => await server.addLine({ body: { organisationId, key } }),
    () => void queries.invalidateQueries({ queryKey: lines.queryKey }),
  );
  return (
    <Form act={add} button={words.guide.addLine}>
      <Field
        label={words.guide.line}
        hint={words.guide.lineHint}
        value={key}
        required
        onChange={(e) => setKey(e.target.value)}
        maxLength={200}
        inputMode="tel"
      />
    </Form>
  );
}

function FirstCall({ lines: own }: { lines: readonly string[] }) {
  const { plan: words } = useWords();
  const { data } = useQuery({ queryKey: ['server'], queryFn: () => server.getServer() });
  return (
    <>
      <p>{words.guide.callText(own.join(', '))}</p>
      <dl className="w-facts w-plan-facts">
        <dt>{words.guide.sip}</dt>
        <dd className="w-break-anywhere">{data?.sip.join(', ')}</dd>
      </dl>
    </>
  );
}
