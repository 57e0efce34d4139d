import { type FormEvent, useEffect, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Choice } from '../../components/Choice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { usePublicWords } from '../words.ts';
import { ask, offices } from './office.ts';

/** Puts a question to the office. Nothing of the asker is asked for. */
export function AskForm() {
  const { question: words } = usePublicWords();
  const id = useId();
  const [text, setText] = useState('');
  const [known, setKnown] = useState<Awaited<ReturnType<typeof offices>>>([]);
  const [to, setTo] = useState('');
  useEffect(() => void offices().then(setKnown), []);
  const [state, setState] = useState<'ready' | 'empty' | 'busy' | 'failed' | { readonly secret: string }>('ready');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return setState('empty');
    setState('busy');
    ask(text, to).then(
      (secret) => {
        setText('');
        setState({ secret });
      },
      () => setState('failed'),
    );
  };
  if (typeof state === 'object')
    return (
      <Notice look="good" title={words.sent}>
        <p>{words.secret}</p>
        <p>
          <code className="w-break-anywhere">{state.secret}</code>
        </p>
      </Notice>
    );
  return (
    <form className="w-card" onSubmit={submit} noValidate>
      <div className={state === 'empty' ? 'w-field w-field-wrong' : 'w-field'}>
        <label htmlFor={id}>{words.text}</label>
        <p id={`${id}-hint`} className="w-hint">
          {words.hint}
        </p>
        {state === 'empty' && (
          <p id={`${id}-error`} className="w-error" role="alert">
            {words.empty}
          </p>
        )}
        <textarea
          id={id}
          rows={5}
          maxLength={4000}
          value={text}
          aria-invalid={state === 'empty' || undefined}
          aria-describedby={state === 'empty' ? `${id}-hint ${id}-error` : `${id}-hint`}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      {known.length > 0 && (
        <Choice
          label={words.to}
          value={to}
          options={[{ value: '', text: words.toAny }, ...known.map(({ id, name }) => ({ value: id, text: name }))]}
          choose={setTo}
        />
      )}
      {state === 'failed' && <Notice look="bad">{words.failed}</Notice>}
      <Button type="submit" look="main" busy={state === 'busy'}>
        {words.send}
      </Button>
    </form>
  );
}
