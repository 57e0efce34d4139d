import type { PublicWords } from '../../language/public.nl.ts';
import { LanguageButton } from '../LanguageButton.tsx';
import { useLanguage } from '../language.ts';
import { PublicFrame } from '../PublicFrame.tsx';
import { WordsContext } from '../words.ts';
import { AskForm } from './AskForm.tsx';
import { LookUp } from './LookUp.tsx';
import { PublishedAnswers } from './PublishedAnswers.tsx';

/** The question box: put a question, find its answer, and read what was answered to others. */
export function QuestionApp({ first }: { first: PublicWords }) {
  const { words, toggle } = useLanguage(first, ({ question }) => question.title);
  return (
    <WordsContext value={words}>
      <PublicFrame place="question" language={<LanguageButton toggle={toggle} />}>
        <div className="w-lead">
          <h1>{words.question.title}</h1>
          <p>{words.question.lead}</p>
        </div>
        <AskForm />
        <PublishedAnswers />
        <LookUp />
      </PublicFrame>
    </WordsContext>
  );
}
