import type { PlanFinding, PlanPurpose } from '@woordelijk/api';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { languageOf, useWords } from '../language/language.tsx';

/** One purpose of a plan: what, in which words, on which basis, why recording, how long, and for whom. */
export function Purpose({
  purpose,
  findings,
  change,
  remove,
}: {
  purpose: PlanPurpose;
  /** What is vague in its words. */
  findings: readonly PlanFinding[];
  change: (now: PlanPurpose) => void;
  remove: () => void;
}) {
  const words = useWords();
  const { plan: texts, people } = words;
  const set = (changes: Partial<PlanPurpose>) => change({ ...purpose, ...changes });
  const options = <T extends string>(names: Readonly<Record<T, string>>) =>
    (Object.entries(names) as [T, string][]).map(([value, text]) => ({ value, text }));
  const keep = purpose.keep ?? { amount: 0, unit: 'months' as const, from: 'talk' as const, because: '' };
  const term = (changes: Partial<typeof keep>) => {
    const now = { ...keep, ...changes };
    set({ keep: now.amount >= 1 ? now : null });
  };
  const vague = findings.map((one) => one.because[languageOf(words)]).join(' ');
  return (
    <fieldset className="w-plan-purpose">
      <legend>{texts.goalNames[purpose.goal]}</legend>
      <Choice
        label={texts.goal}
        value={purpose.goal}
        options={options(texts.goalNames)}
        choose={(goal) => set({ goal })}
      />
      <TextArea
        label={texts.words}
        hint={texts.wordsHint}
        rows={2}
        value={purpose.words.nl}
        error={vague === '' ? undefined : vague}
        onChange={(e) => set({ words: { ...purpose.words, nl: e.target.value } })}
        maxLength={500}
      />
      <TextArea
        label={texts.wordsEn}
        rows={2}
        value={purpose.words.en}
        onChange={(e) => set({ words: { ...purpose.words, en: e.target.value } })}
        maxLength={500}
      />
      <Choice
        label={texts.basisCounterpart}
        value={purpose.basis.counterpart}
        options={options(texts.basisNames)}
        choose={(counterpart) => set({ basis: { ...purpose.basis, counterpart } })}
      />
      <Choice
        label={texts.basisStaff}
        value={purpose.basis.staff}
        options={options(texts.basisNames)}
        choose={(staff) => set({ basis: { ...purpose.basis, staff } })}
      />
      <TextArea
        label={texts.necessity}
        value={purpose.necessity}
        onChange={(e) => set({ necessity: e.target.value })}
      />
      <TextArea
        label={texts.alternatives}
        value={purpose.alternatives}
        onChange={(e) => set({ alternatives: e.target.value })}
      />
      <div className="w-forms">
        <Field
          label={texts.keep}
          type="number"
          min={1}
          max={40000}
          value={purpose.keep?.amount ?? ''}
          onChange={(e) => term({ amount: Math.trunc(Number(e.target.value)) })}
        />
        <Choice label={texts.unit} value={keep.unit} options={options(texts.units)} choose={(unit) => term({ unit })} />
        <Choice label={texts.from} value={keep.from} options={options(texts.froms)} choose={(from) => term({ from })} />
      </div>
      <Field
        label={texts.keepWhy}
        hint={texts.keepWhyHint}
        value={keep.because}
        onChange={(e) => term({ because: e.target.value })}
        maxLength={500}
      />
      <fieldset className="w-radios">
        <legend>{texts.roles}</legend>
        {(Object.entries(people.roles) as [PlanPurpose['roles'][number], string][]).map(([role, text]) => (
          <label key={role} className="w-check">
            <input
              type="checkbox"
              checked={purpose.roles.includes(role)}
              onChange={() =>
                set({
                  roles: purpose.roles.includes(role)
                    ? purpose.roles.filter((one) => one !== role)
                    : [...purpose.roles, role],
                })
              }
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <div>
        <Button look="quiet" icon="cross" onClick={remove}>
          {texts.removePurpose}
        </Button>
      </div>
    </fieldset>
  );
}
