import type { HashedRules } from '@woordelijk/rules';
import { useId, useState } from 'react';
import { Field } from '../../components/Field.tsx';
import { dayText, usePublicWords } from '../words.ts';
import { type Asked, isDay } from './asked.ts';

/** Which day and whose own rules: today and nobody's, until somebody says otherwise. */
export function Settings({
  rules,
  asked,
  change,
  others,
  today,
}: {
  rules: HashedRules;
  asked: Asked;
  change: (asked: Asked) => void;
  others: readonly { readonly key: string; readonly name: string }[];
  today: string;
}) {
  const words = usePublicWords();
  const id = useId();
  const [date, setDate] = useState(asked.date);
  const [shown, setShown] = useState(asked.date);
  if (shown !== asked.date) {
    setShown(asked.date);
    setDate(asked.date);
  }
  const examples = rules.ruleSet.overlays.filter(({ key }) => !others.some((other) => other.key === key));
  const name = [...others, ...examples].find(({ key }) => key === asked.organisation)?.name;
  const wrong = !isDay(date, rules.ruleSet.from);
  return (
    <details className="w-settings" open={asked.date !== today || undefined}>
      <summary>
        {words.ask.settings} <span className="w-muted">{words.ask.settingsNow(dayText(asked.date, words), name)}</span>
      </summary>
      <div className="w-settings-fields">
        <Field
          type="date"
          label={words.ask.date}
          hint={words.ask.dateHint}
          error={wrong ? words.ask.dateWrong : undefined}
          value={date}
          min={rules.ruleSet.from}
          onChange={({ target }) => {
            setDate(target.value);
            if (isDay(target.value, rules.ruleSet.from)) change({ ...asked, date: target.value });
          }}
        />
        <div className="w-field">
          <label htmlFor={id}>{words.ask.organisation}</label>
          <p id={`${id}-hint`} className="w-hint">
            {words.ask.organisationHint}
          </p>
          <select
            id={id}
            aria-describedby={`${id}-hint`}
            value={asked.organisation ?? ''}
            onChange={({ target }) => {
              const { organisation: _, ...rest } = asked;
              change(target.value === '' ? rest : { ...rest, organisation: target.value });
            }}
          >
            <option value="">{words.ask.noOrganisation}</option>
            {[...others, ...examples].map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
    </details>
  );
}
