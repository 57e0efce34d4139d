import { ApiError } from '@woordelijk/api';
import { useWords } from '../language/language.tsx';
import type { Words } from '../language/nl.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

/** What went wrong, in the reader's language, with what to do next. */
export function failureText(words: Words, error: unknown): string {
  if (error instanceof ApiError) {
    if (error.problem) return error.problem.detail;
    return error.code === 'unreachable' ? words.errors.unreachable : words.errors.unreadable;
  }
  return words.errors.unreadable;
}

/** An error with its next step. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords();
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <Notice look="bad" title={problem?.title ?? words.errors.title}>
      <p>{failureText(words, error)}</p>
      {problem && problem.status >= 500 && problem.requestId && (
        <p className="w-muted">{words.errors.reference(problem.requestId)}</p>
      )}
      {retry && <Button onClick={retry}>{words.errors.retry}</Button>}
    </Notice>
  );
}
