import type { GateAnswer, GateFacts } from '@woordelijk/api';
import { type FormEvent, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Field } from '../components/Field.tsx';
import { Notice } from '../components/Notice.tsx';
import { type Asked, askGate, type Whose } from './house.ts';
import { useWords } from './words.tsx';

/** What the official chose, and what the rules said to it. */
export interface Chosen {
  readonly participants: readonly string[];
  readonly facts: GateFacts;
  readonly purpose: string;
  readonly asked: Asked;
}

const MOST_PEOPLE = 20;

interface Props {
  readonly self: string;
  readonly whose: Whose;
  readonly back: () => void;
  readonly done: (chosen: Chosen) => void;
}

/** Facts of the talk, and the rules' answer to them. Code fills in no open norm: the official does, by name. */
export function Facts({ self, whose, back, done }: Props) {
  const words = useWords();
  const { facts: t, verdict } = words;
  const [name, setName] = useState(whose.participants?.[0] ?? self);
  const [others, setOthers] = useState<readonly string[]>(whose.participants?.slice(1) ?? ['']);
  const [office, setOffice] = useState<keyof typeof t.offices>('ambtenaar');
  const [place, setPlace] = useState<keyof typeof t.places>(
    whose.place !== undefined && whose.place in t.places ? (whose.place as keyof typeof t.places) : 'kantoor',
  );
  const [purpose, setPurpose] = useState<keyof typeof t.purposes>('afspraken');
  const [basis, setBasis] = useState<keyof typeof t.bases>('publieke_taak');
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const [failure, setFailure] = useState<unknown>();
  const [reason, setReason] = useState('');
  const [reasonWrong, setReasonWrong] = useState<string>();

  const ask = async (decided: boolean) => {
    const participants = [name.trim(), ...others.map((other) => other.trim()).filter(Boolean)];
    if (participants.length < 2 || participants[0] === '') return setWrong(t.required);
    setWrong(undefined);
    setFailure(undefined);
    const date = today();
    const facts: GateFacts = {
      date,
      organisations: [],
      situation: {
        opnemer: office,
        wederpartij: 'particulier',
        plaats: place,
        gemeld: 'alle', // what the next page asks for; without it the recording does not start
        doel: purpose,
        grondslag: basis,
        ...(basis === 'toestemming' ? { instemming: 'alle' } : {}),
        ...(decided ? { weging: 'positief' } : {}),
      },
      decisions: decided ? [{ feit: 'weging', door: name.trim(), op: date, reden: reason.trim() }] : [],
    };
    setBusy(true);
    try {
      const answer = await askGate(facts, whose, participants);
      setAsked(answer);
      if (answer.answer.may) done({ participants, facts, purpose: t.purposes[purpose], asked: answer });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(undefined);
    void ask(false);
  };
  const decide = () => {
    if (reason.trim().length < 10) return setReasonWrong(verdict.reasonRequired);
    setReasonWrong(undefined);
    void ask(true);
  };
  return (
    <form className="w-steps" onSubmit={submit} noValidate>
      <h1>{t.title}</h1>
      <Field
        label={t.self}
        value={name}
        maxLength={100}
        autoComplete="name"
        onChange={(e) => setName(e.target.value)}
      />
      {others.map((other, i) => (
        <Field
          // biome-ignore lint/suspicious/noArrayIndexKey: the fields have no identity but their order
          key={i}
          label={i === 0 ? t.who : t.whoNth(i + 1)}
          {...(i === 0 ? { hint: t.whoHint, error: wrong } : {})}
          value={other}
          maxLength={100}
          onChange={(e) => setOthers(others.map((o, n) => (n === i ? e.target.value : o)))}
        />
      ))}
      {others.length < MOST_PEOPLE && (
        <div>
          <Button icon="plus" onClick={() => setOthers([...others, ''])}>
            {t.another}
          </Button>
        </div>
      )}
      <Choice legend={t.office} options={t.offices} value={office} choose={setOffice} />
      <Choice legend={t.place} options={t.places} value={place} choose={setPlace} />
      <Choice legend={t.purpose} options={t.purposes} value={purpose} choose={setPurpose} />
      <Choice legend={t.basis} options={t.bases} value={basis} choose={setBasis} />
      {failure !== undefined && (
        <Notice look="bad" title={words.errors.title}>
          <p>{words.errors.unexpected}</p>
        </Notice>
      )}
      {asked !== undefined && !asked.answer.may && (
        <Notice look="warning" title={asked.answer.because === 'open-norm' ? verdict.weigh : verdict.no}>
          {asked.answer.because === 'open-norm' ? (
            <>
              <p>{verdict.weighIntro}</p>
              <ul className="w-questions">
                {asked.answer.openQuestions.map((question) => (
                  <li key={question.nl}>{question[words.code]}</li>
                ))}
              </ul>
              <div className={reasonWrong ? 'w-field w-field-wrong' : 'w-field'}>
                <label htmlFor="reason">{verdict.reason}</label>
                {reasonWrong && (
                  <p className="w-error" id="reason-error">
                    {reasonWrong}
                  </p>
                )}
                <textarea
                  id="reason"
                  rows={4}
                  maxLength={2000}
                  value={reason}
                  aria-invalid={reasonWrong ? true : undefined}
                  aria-describedby={reasonWrong ? 'reason-error' : undefined}
                  onChange={(e) => setReason(e.target.value)}
                />
              </div>
              <Button look="main" busy={busy} onClick={decide}>
                {verdict.decide}
              </Button>
            </>
          ) : (
            <p className="w-lines">
              {tableReason(words, asked.answer.because) ?? asked.answer.explanation[words.code]}
            </p>
          )}
        </Notice>
      )}
      <div className="w-buttons">
        <Button look="main" type="submit" busy={busy}>
          {busy ? t.asking : t.ask}
        </Button>
        <Button onClick={back}>{words.back}</Button>
      </div>
    </form>
  );
}

/** What the house itself knows against a start; undefined where it is the rules that say no. */
function tableReason({ verdict }: ReturnType<typeof useWords>, because: GateAnswer['because']): string | undefined {
  return because !== null && because in verdict.table
    ? verdict.table[because as keyof typeof verdict.table]
    : undefined;
}

/** One of several, as radio buttons. */
export function Choice<K extends string>({
  legend,
  options,
  value,
  choose,
}: {
  legend: string;
  options: Readonly<Record<K, string>>;
  value: K;
  choose: (key: K) => void;
}) {
  return (
    <fieldset className="w-choice">
      <legend>{legend}</legend>
      {(Object.entries(options) as [K, string][]).map(([key, label]) => (
        <label key={key}>
          <input type="radio" name={legend} checked={value === key} onChange={() => choose(key)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
