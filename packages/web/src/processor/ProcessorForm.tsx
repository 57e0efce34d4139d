import type { ListedProcessor, NewProcessor, RecordingPlan } from '@woordelijk/api';
import { useState } from 'react';
import { Checks } from '../components/Checks.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { useOrganisationAct } from '../privacy/use-act.ts';
import { server } from '../server.ts';

const CLAUSES = [
  'instructions',
  'confidentiality',
  'security',
  'sub-processors',
  'rights',
  'duties',
  'end',
  'audit',
] as const;

/** Adds a processor, or writes one anew. */
export function ProcessorForm({
  organisationId,
  plans,
  before,
  done = () => undefined,
}: {
  organisationId: string;
  plans: readonly RecordingPlan[];
  before?: ListedProcessor;
  done?: () => void;
}) {
  const { processors: t } = useWords();
  const empty: NewProcessor = {
    name: '',
    does: '',
    plans: plans.length === 1 ? [plans[0]!.id] : [],
    place: 'eea',
    placeWords: '',
    agreedOn: null,
    document: '',
    clauses: [],
    subProcessors: '',
    breachWords: '',
    reviewOn: '',
    owner: '',
  };
  const [said, setSaid] = useState<NewProcessor>(before ?? empty);
  const set = (part: Partial<NewProcessor>) => setSaid({ ...said, ...part });
  const act = useOrganisationAct(
    organisationId,
    (_: undefined, once) =>
      before === undefined
        ? server.addProcessor({ params: { organisationId }, body: said }, { once })
        : server.changeProcessor({ params: { organisationId, processorId: before.id }, body: said }, { once }),
    () => {
      setSaid(empty);
      done();
    },
  );
  return (
    <Form act={act} button={before === undefined ? t.add : t.save}>
      <Field
        label={t.name}
        value={said.name}
        required
        maxLength={200}
        onChange={(e) => set({ name: e.target.value })}
      />
      <TextArea
        label={t.does}
        value={said.does}
        required
        maxLength={2000}
        rows={2}
        onChange={(e) => set({ does: e.target.value })}
      />
      <Checks
        label={t.plans}
        wrong={said.plans.length === 0 ? t.onePlan : undefined}
        options={plans.map(({ id, content }) => ({ value: id, text: content.name }))}
        chosen={said.plans}
        choose={(chosen) => set({ plans: [...chosen] })}
      />
      <Choice
        label={t.place}
        value={said.place}
        options={(['eea', 'adequate', 'safeguards'] as const).map((value) => ({ value, text: t.places[value] }))}
        choose={(place) => set({ place })}
      />
      {said.place !== 'eea' && (
        <TextArea
          label={t.placeWords}
          value={said.placeWords}
          maxLength={2000}
          rows={2}
          onChange={(e) => set({ placeWords: e.target.value })}
        />
      )}
      <Field
        label={t.agreedOn}
        type="date"
        value={said.agreedOn ?? ''}
        onChange={(e) => set({ agreedOn: e.target.value === '' ? null : e.target.value })}
      />
      <Field
        label={t.document}
        value={said.document}
        maxLength={500}
        onChange={(e) => set({ document: e.target.value })}
      />
      <Checks
        label={t.clauses}
        options={CLAUSES.map((value) => ({ value, text: t.clauseNames[value] }))}
        chosen={said.clauses}
        choose={(chosen) => set({ clauses: [...chosen] })}
      />
      <TextArea
        label={t.subProcessors}
        value={said.subProcessors}
        maxLength={2000}
        rows={2}
        onChange={(e) => set({ subProcessors: e.target.value })}
      />
      <TextArea
        label={t.breachWords}
        value={said.breachWords}
        required
        maxLength={2000}
        rows={2}
        onChange={(e) => set({ breachWords: e.target.value })}
      />
      <Field
        label={t.reviewOn}
        type="date"
        value={said.reviewOn}
        required
        onChange={(e) => set({ reviewOn: e.target.value })}
      />
      <Field
        label={t.owner}
        value={said.owner}
        required
        maxLength={200}
        onChange={(e) => set({ owner: e.target.value })}
      />
    </Form>
  );
}
