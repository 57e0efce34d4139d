import type { EditSpan, Talk } from '@woordelijk/api';
import type { KeyboardEvent } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Radios } from '../components/Radios.tsx';
import { useWords } from '../language/language.tsx';
import { optionsOf } from '../table/Requests.tsx';
import { legName } from '../talks/parties.ts';
import { clockIn, clockOf } from './clock.ts';
import { placeOf, type Stretch } from './stretch.ts';

/** Arrow keys move a moment by this much. */
const STEP_MS = 100;

/** What of the recording, what is done to it, and why. */
export function StretchFields({
  talk,
  stretch,
  number,
  endMs,
  change,
  enter,
  remove,
}: {
  talk: Talk;
  stretch: Stretch;
  number: number;
  endMs: number;
  change: (now: Partial<Stretch>) => void;
  enter: () => void;
  remove: (() => void) | undefined;
}) {
  const words = useWords();
  const { edit: t } = words;
  const wrong = placeOf(stretch, endMs) === undefined ? t.wrongPlace(clockOf(endMs)) : undefined;
  const nudge = (name: 'from' | 'to') => (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? STEP_MS : event.key === 'ArrowDown' ? -STEP_MS : 0;
    const at = clockIn(stretch[name]);
    if (by === 0 || at === undefined) return;
    event.preventDefault();
    change({ [name]: clockOf(Math.min(endMs, Math.max(0, at + by))) });
  };
  return (
    <fieldset className="w-stretch-fields" onFocus={enter}>
      <legend>{t.stretch(number)}</legend>
      <div className="w-fields-row">
        <Field
          label={t.from}
          hint={t.clockHint}
          value={stretch.from}
          onChange={(event) => change({ from: event.target.value })}
          onKeyDown={nudge('from')}
          maxLength={12}
          autoComplete="off"
        />
        <Field
          label={t.to}
          hint={t.clockHint}
          wrong={wrong}
          value={stretch.to}
          onChange={(event) => change({ to: event.target.value })}
          onKeyDown={nudge('to')}
          maxLength={12}
          autoComplete="off"
        />
      </div>
      <Radios
        label={t.treatment}
        value={stretch.treatment}
        options={optionsOf(t.treatments) as { value: EditSpan['treatment']; text: string }[]}
        choose={(treatment) => change({ treatment, ...(treatment === 'cut' ? { channel: null } : {}) })}
      />
      {talk.channels.length > 1 && stretch.treatment !== 'cut' && (
        <Choice
          label={t.channel}
          value={String(stretch.channel ?? '')}
          options={[
            { value: '', text: t.allChannels },
            ...talk.channels.map((one) => ({ value: String(one.channel), text: legName(words, talk, one) })),
          ]}
          choose={(value) => change({ channel: value === '' ? null : Number(value) })}
        />
      )}
      <Choice
        label={t.reason}
        value={stretch.reason}
        options={optionsOf(t.reasons) as { value: EditSpan['reason']; text: string }[]}
        choose={(reason) => change({ reason })}
      />
      <Field
        label={t.spanWhy}
        hint={t.noNames}
        required
        value={stretch.why}
        onChange={(event) => change({ why: event.target.value })}
        maxLength={500}
      />
      {remove && (
        <p>
          <Button look="plain" onClick={remove}>
            {t.remove(number)}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
