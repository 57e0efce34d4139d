import type { PlanContent, PlanPurpose, RecordingPlan } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { Purpose } from './PurposeFields.tsx';
import { usePlanAct } from './use-plan-act.ts';

/** The plan as it is written down. What is missing is no error here: the page says it, and who must act. */
export function PlanForm({ plan, done }: { plan: RecordingPlan; done: () => void }) {
  const { plan: texts } = useWords();
  const [content, setContent] = useState<PlanContent>(plan.content);
  const [lines, setLines] = useState(content.lines.join('\n'));
  const [excluded, setExcluded] = useState(
    content.excluded.map(({ line, because }) => `${line}; ${because}`).join('\n'),
  );
  const change = (changes: Partial<PlanContent>) => setContent((before) => ({ ...before, ...changes }));
  const save = usePlanAct(
    plan,
    (server, params, once) =>
      server.draftRecordingPlan(
        { params, body: { ...content, lines: listed(lines), excluded: listed(excluded).map(exclusion) } },
        { once },
      ),
    done,
  );
  const toggle = <T extends string>(list: readonly T[], one: T): T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  const options = <T extends string>(names: Readonly<Record<T, string>>) =>
    (Object.entries(names) as [T, string][]).map(([value, text]) => ({ value, text }));
  const checks = <T extends string>(
    legend: string,
    names: Readonly<Record<T, string>>,
    chosen: readonly string[],
    set: (now: T[]) => void,
  ) => (
    <fieldset className="w-radios">
      <legend>{legend}</legend>
      {(Object.entries(names) as [T, string][]).map(([value, text]) => (
        <label key={value} className="w-check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => set(toggle(chosen as readonly T[], value))}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
  return (
    <Form act={save} button={texts.saveContent}>
      <Field
        label={texts.name}
        value={content.name}
        required
        onChange={(e) => change({ name: e.target.value })}
        maxLength={200}
      />
      <Choice
        label={texts.kind}
        value={content.kinds[0] ?? 'gewoon'}
        options={options(texts.kindNames)}
        choose={(kind) =>
          change({
            kinds: [kind],
            ...(kind === 'verkoop_uitgaand' ? {} : { destroyWithoutContract: false, dialConsent: 'nvt' }),
          })
        }
      />
      {checks(texts.channels, texts.channelNames, content.channels, (channels) => change({ channels }))}
      <Radios
        label={texts.pattern}
        value={content.pattern}
        options={options(texts.patternNames)}
        choose={(pattern) => change({ pattern })}
      />
      <TextArea
        label={texts.lines}
        hint={texts.linesHint}
        rows={2}
        value={lines}
        onChange={(e) => setLines(e.target.value)}
      />
      <h3>{texts.purposes}</h3>
      <p>{texts.purposesText}</p>
      {content.purposes.map((purpose) => (
        <Purpose
          key={purpose.id}
          purpose={purpose}
          findings={plan.findings.filter((one) => one.purpose === purpose.id && one.code === 'vague')}
          change={(now) => change({ purposes: content.purposes.map((one) => (one.id === purpose.id ? now : one)) })}
          remove={() => change({ purposes: content.purposes.filter((one) => one.id !== purpose.id) })}
        />
      ))}
      <div>
        <Button icon="plus" onClick={() => change({ purposes: [...content.purposes, fresh(content.purposes)] })}>
          {texts.addPurpose}
        </Button>
      </div>
      {checks(texts.contents, texts.contentNames, content.contents, (contents) => change({ contents }))}
      <Choice
        label={texts.software}
        value={content.ai}
        options={options(texts.softwareNames)}
        choose={(ai) => change({ ai })}
      />
      {content.kinds.includes('verkoop_uitgaand') && (
        <>
          <Choice
            label={texts.dialConsent}
            value={content.dialConsent}
            options={options(texts.dialConsentNames)}
            choose={(dialConsent) => change({ dialConsent })}
          />
          <label className="w-check">
            <input
              type="checkbox"
              checked={content.destroyWithoutContract}
              onChange={(e) => change({ destroyWithoutContract: e.target.checked })}
            />
            <span>{texts.destroyWithoutContract}</span>
          </label>
        </>
      )}
      <Field
        label={texts.buffer}
        hint={texts.bufferHint}
        type="number"
        min={1}
        max={366}
        value={content.bufferDays ?? ''}
        onChange={(e) => change({ bufferDays: e.target.value === '' ? null : Math.trunc(Number(e.target.value)) })}
      />
      <TextArea
        label={texts.elsewhere}
        hint={texts.elsewhereHint}
        rows={2}
        value={content.elsewhere.nl}
        onChange={(e) => change({ elsewhere: { ...content.elsewhere, nl: e.target.value } })}
      />
      <TextArea
        label={texts.elsewhereEn}
        rows={2}
        value={content.elsewhere.en}
        onChange={(e) => change({ elsewhere: { ...content.elsewhere, en: e.target.value } })}
      />
      <Field
        label={texts.contact}
        hint={texts.contactHint}
        value={content.contact}
        onChange={(e) => change({ contact: e.target.value })}
        maxLength={300}
      />
      <TextArea
        label={texts.excluded}
        hint={texts.excludedHint}
        rows={2}
        value={excluded}
        onChange={(e) => setExcluded(e.target.value)}
      />
    </Form>
  );
}

function fresh(purposes: readonly PlanPurpose[]): PlanPurpose {
  let number = purposes.length + 1;
  while (purposes.some(({ id }) => id === `doel-${number}`)) number++;
  return {
    id: `doel-${number}`,
    goal: 'bewijs',
    words: { nl: '', en: '' },
    basis: { counterpart: 'geen', staff: 'geen' },
    necessity: '',
    alternatives: '',
    keep: null,
    roles: [],
  };
}

function listed(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function exclusion(text: string): PlanContent['excluded'][number] {
  const [line = '', ...because] = text.split(';');
  return { line: line.trim(), because: because.join(';').trim() };
}
