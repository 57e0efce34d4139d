/** "Mag dat?" over HTTP. */
import { answers, QuestionError, rules } from '@woordelijk/rules';
import type { Handlers } from './mount.ts';
import { HttpProblem } from './problems.ts';

/** Handlers for questions to the rules. Nothing of a question is kept. */
export function ruleHandlers(): Pick<Handlers, 'askVerdicts'> {
  return {
    async askVerdicts({ body }) {
      try {
        return answers(rules, body) as never; // read again by the contract on its way out
      } catch (error) {
        if (error instanceof QuestionError)
          throw new HttpProblem('question-malformed', { cause: error, about: error.message });
        throw error;
      }
    },
  };
}
