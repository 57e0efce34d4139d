/** "Mag dat?", own rules and questions over HTTP. */
import type { AskedQuestion, PublishedQuestion } from '@woordelijk/api';
import {
  type Dossier,
  DossierError,
  type AskedQuestion as Kept,
  type PublishedRules,
  sightOf,
} from '@woordelijk/dossier';
import { answers, type Case, type HashedRules, QuestionError } from '@woordelijk/rules';
import type { Handlers } from './mount.ts';
import { HttpProblem } from './problems.ts';

type RuleHandlers = Pick<
  Handlers,
  | 'askVerdicts'
  | 'listPublicRules'
  | 'listOwnRules'
  | 'adoptOwnRules'
  | 'askQuestion'
  | 'listPublishedQuestions'
  | 'findQuestion'
  | 'listQuestions'
  | 'answerQuestion'
  | 'referQuestion'
  | 'closeQuestion'
>;

/** Handlers for the rules, own rules, and questions. Nothing is kept of a question to the rules. */
export function ruleHandlers({ ownRules, questions, organisations }: Dossier): RuleHandlers {
  const named = async (versions: readonly PublishedRules[]) => {
    const names = new Map((await organisations()).map(({ id, name }) => [id, name]));
    return versions.map(({ id, organisationId, key, validFrom, adoptedAt, file }) => ({
      id,
      organisation: { id: organisationId, name: names.get(organisationId) ?? '' },
      key,
      validFrom,
      adoptedAt: moment(adoptedAt),
      file: file as Record<string, unknown>,
    }));
  };
  return {
    async askVerdicts({ body }) {
      const asked = Array.isArray(body) ? body : [body];
      const rules = new Map<string, HashedRules>();
      const place = ({ datum, organisatie = [] }: Pick<Case, 'datum' | 'organisatie'>) => `${datum} ${organisatie}`;
      for (const { datum, organisatie = [] } of asked)
        rules.set(place({ datum, organisatie }), await ownRules.rulesOn(datum, organisatie));
      try {
        return answers((one) => rules.get(place(one))!, body) as never; // read again by the contract on its way out
      } catch (error) {
        if (!(error instanceof QuestionError)) throw error;
        throw new HttpProblem('question-malformed', { cause: error, about: error.message });
      }
    },
    async listPublicRules() {
      return { items: await named(await ownRules.list()) };
    },
    async listOwnRules({ params }) {
      return { items: await named(await ownRules.of(params.organisationId)) };
    },
    async adoptOwnRules({ params, body, visitor }) {
      try {
        return (await named([await ownRules.adopt(params.organisationId, body, visitor.actor)]))[0]!;
      } catch (error) {
        if (!(error instanceof DossierError)) throw error;
        if (error.code !== 'own-rules-malformed' && error.code !== 'own-rules-key') throw error;
        throw new HttpProblem(error.code, { cause: error, about: error.message });
      }
    },
    async askQuestion({ body }) {
      return questions.ask(body.text, body.organisationId);
    },
    async listPublishedQuestions() {
      return { items: (await questions.published()).map(published) };
    },
    async findQuestion({ body }) {
      const found = await questions.asked(body.secret);
      if (found === undefined) throw new HttpProblem('question-not-found');
      return whole(found);
    },
    async listQuestions({ visitor }) {
      const { all, organisations: own } = sightOf(visitor.standing, 'question.see');
      const shown = (await questions.register()).filter(({ organisationId }) => all || own.includes(organisationId));
      return { items: shown.map(whole) };
    },
    async answerQuestion({ params, body, visitor }) {
      const { publishedQuestion: question, answer } = body;
      await questions.answer(params.questionId, { question, answer }, visitor.actor);
    },
    async referQuestion({ params, body, visitor }) {
      await questions.refer(params.questionId, body.to, visitor.actor);
    },
    async closeQuestion({ params, body, visitor }) {
      await questions.close(params.questionId, body.reason, visitor.actor);
    },
  };
}

function published(question: Omit<Kept, 'text' | 'refersTo'>): PublishedQuestion {
  const { id, state, askedAt, publishedQuestion, answer, doneAt } = question;
  return {
    id,
    state,
    askedAt: moment(askedAt),
    publishedQuestion,
    answer,
    doneAt: doneAt === null ? null : moment(doneAt),
  };
}

function whole(question: Kept): AskedQuestion {
  const { organisationId, text, refersTo } = question;
  return { ...published(question), organisationId, text, refersTo };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
