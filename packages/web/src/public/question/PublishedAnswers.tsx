import type { PublishedQuestion } from '@woordelijk/api';
import { useEffect, useState } from 'react';
import { Field } from '../../components/Field.tsx';
import { Notice } from '../../components/Notice.tsx';
import { dayText, usePublicWords } from '../words.ts';
import { published } from './office.ts';

/** Questions that were answered for all to read: each once, with a link of its own. */
export function PublishedAnswers() {
  const words = usePublicWords();
  const [items, setItems] = useState<readonly PublishedQuestion[] | 'failed'>();
  const [sought, setSought] = useState('');
  const found =
    items === undefined || items === 'failed'
      ? []
      : items.filter(({ publishedQuestion, answer }) => holds(`${publishedQuestion} ${answer}`, sought));
  useEffect(() => {
    published().then(setItems, () => setItems('failed'));
  }, []);
  return (
    <section className="w-card" aria-labelledby="published">
      <h2 id="published">{words.question.published}</h2>
      {items === 'failed' && <Notice look="bad">{words.question.failed}</Notice>}
      {Array.isArray(items) && items.length === 0 && <p className="w-muted">{words.question.none}</p>}
      {Array.isArray(items) && items.length > 0 && (
        <Field
          type="search"
          label={words.question.search}
          value={sought}
          onChange={({ target }) => setSought(target.value)}
        />
      )}
      {Array.isArray(items) && items.length > 0 && found.length === 0 && (
        <p className="w-muted" role="status">
          {words.question.notAmong}
        </p>
      )}
      {found.length > 0 && (
        <ul className="w-answers">
          {found.map(({ id, publishedQuestion, answer, doneAt }) => (
            <li key={id} id={`vraag-${id}`}>
              <details>
                <summary>{publishedQuestion}</summary>
                <p className="w-lines-kept">{answer}</p>
                {doneAt !== null && <p className="w-muted">{words.question.on(dayText(doneAt.slice(0, 10), words))}</p>}
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Whether every word that is sought stands in the text. */
function holds(text: string, sought: string): boolean {
  const low = text.toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}
