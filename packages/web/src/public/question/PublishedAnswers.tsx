import type { PublishedQuestion } from '@woordelijk/api';
import { useEffect, useState } from 'react';
import { Notice } from '../../components/Notice.tsx';
import { dayText, usePublicWords } from '../words.ts';
import { published } from './office.ts';

/** Questions that were answered for all to read: each once, with a link of its own. */
export function PublishedAnswers() {
  const words = usePublicWords();
  const [items, setItems] = useState<readonly PublishedQuestion[] | 'failed'>();
  useEffect(() => {
    published().then(setItems, () => setItems('failed'));
  }, []);
  return (
    <section className="w-card" aria-labelledby="published">
      <h2 id="published">{words.question.published}</h2>
      {items === 'failed' && <Notice look="bad">{words.question.failed}</Notice>}
      {Array.isArray(items) && items.length === 0 && <p className="w-muted">{words.question.none}</p>}
      {Array.isArray(items) && items.length > 0 && (
        <ul className="w-answers">
          {items.map(({ id, publishedQuestion, answer, doneAt }) => (
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
