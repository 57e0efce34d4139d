import type { AskedQuestion } from '@woordelijk/api';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Field } from '../../components/Field.tsx';
import { Notice } from '../../components/Notice.tsx';
import { usePublicWords } from '../words.ts';
import { lookUp } from './office.ts';

/** Finds the answer to a question by the code its asker got. */
export function LookUp() {
  const { question: words } = usePublicWords();
  const [code, setCode] = useState('');
  const [state, setState] = useState<'ready' | 'empty' | 'busy' | 'failed' | 'unknown' | AskedQuestion>('ready');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return setState('empty');
    setState('busy');
    lookUp(code.trim()).then(
      (found) => setState(found ?? 'unknown'),
      () => setState('failed'),
    );
  };
  return (
    <form className="w-card" onSubmit={submit} noValidate>
      <h2>{words.lookUp}</h2>
      <Field
        label={words.code}
        autoComplete="off"
        spellCheck={false}
        value={code}
        error={state === 'empty' ? words.codeEmpty : undefined}
        onChange={({ target }) => setCode(target.value)}
      />
      <Button type="submit" busy={state === 'busy'}>
        {words.find}
      </Button>
      {state === 'failed' && <Notice look="bad">{words.failed}</Notice>}
      {state === 'unknown' && <Notice look="warning">{words.notFound}</Notice>}
      {typeof state === 'object' && (
        <Notice look={state.state === 'answered' ? 'good' : 'info'}>
          <p>
            <strong>{words.yours}</strong> {state.text}
          </p>
          {state.state === 'open' ? (
            <p>{words.open}</p>
          ) : (
            <p className="w-lines-kept">
              <strong>{state.state === 'closed' ? words.closed : words.answered}</strong> {state.answer}
            </p>
          )}
        </Notice>
      )}
    </form>
  );
}
