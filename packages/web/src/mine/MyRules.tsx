import { Card, type Shown } from './Card.tsx';
import { useWords } from './words.tsx';

/** The rules as they hold for this person, computed for this talk. */
export function MyRules({ mine: { rules } }: Pick<Shown, 'mine'>) {
  const { rules: t, code } = useWords();
  return (
    <Card id="rules" title={t.title}>
      <p>{rules.length === 0 ? t.text : t.mine}</p>
      {rules.map(({ question, answer, duties }) => (
        <details key={question.nl}>
          <summary>{question[code]}</summary>
          <p>{answer[code]}</p>
          {duties.length > 0 && (
            <ul>
              {duties.map((duty) => (
                <li key={duty.nl}>{duty[code]}</li>
              ))}
            </ul>
          )}
        </details>
      ))}
      <p>
        <a href="/uitleg">{t.link}</a>
      </p>
      <p>
        <a href="/regels">{t.own}</a>
      </p>
    </Card>
  );
}
