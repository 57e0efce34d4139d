/** The rules as they hold for one person of a talk: computed for them, with the organisation's own rules of that day. */
import type { Mine } from '@woordelijk/api';
import type { ConsentQuestion, Dossier, Talk, TalkFile } from '@woordelijk/dossier';
import { dayOf, evaluate, type Text } from '@woordelijk/rules';

type Asked = readonly [question: Text, vraag: string, situation: Readonly<Record<string, string>>];

/** What the rules say for this person; nothing where it is not known what the organisation is to the law. */
export async function myRules(
  { ownRules, consents }: Dossier,
  talk: Talk,
  file: TalkFile,
  party: string,
): Promise<Mine['rules']> {
  const { id, sector } = talk.organisation;
  if (sector === null) return [];
  const day = dayOf(talk.startedAt);
  const organisatie = await ownRules.keysFor(id, day);
  const rules = await ownRules.rulesOn(day, organisatie);
  const questions = await consents.list(talk.id);
  const office = file.participants.find((one) => one.id === party)?.side === 'office';
  const asked = office ? forStaff(questions, sector) : forTheOtherSide(questions, sector);
  return asked.map(([question, vraag, situation]) => {
    const answer = evaluate(rules, { vraag, datum: day, organisatie, situation });
    const said = (language: 'nl' | 'en') => answer.explanation[language].split('\n', 1)[0]!;
    const why = answer.findings.filter(({ verdict }) => verdict === answer.verdict).map(({ says }) => says);
    return {
      question,
      answer: {
        nl: [said('nl'), ...why.map(({ nl }) => nl)].join(' '),
        en: [said('en'), ...why.map(({ en }) => en)].join(' '),
      },
      duties: answer.obligations.map(({ text }) => ({ ...text })),
    };
  });
}

function forTheOtherSide(questions: readonly ConsentQuestion[], wederpartij: string): readonly Asked[] {
  const mine = { opnemer: 'inwoner', wederpartij };
  return [
    [
      {
        nl: 'Mag ik een gesprek met deze organisatie zelf opnemen?',
        en: 'May I record a talk with this organisation?',
      },
      'opnemen',
      { ...mine, deelname: 'deelnemer', gemeld: 'alle' },
    ],
    [
      { nl: 'Moet de organisatie mij een kopie geven?', en: 'Must the organisation give me a copy?' },
      'inzage',
      { opnemer: wederpartij === 'organisatie' ? 'organisatie' : 'ambtenaar', wederpartij: 'particulier' },
    ],
    [
      { nl: 'Mag ik de opname thuis terugluisteren?', en: 'May I listen to it at home?' },
      'verstrekken',
      { ...mine, gebruik: 'huiselijk' },
    ],
    [
      { nl: 'Mag mijn adviseur of advocaat de opname horen?', en: 'May my adviser or lawyer hear it?' },
      'verstrekken',
      { ...mine, gebruik: 'adviseur' },
    ],
    ...shared(questions, mine),
    [
      { nl: 'Mag ik in de opname knippen zonder het te zeggen?', en: 'May I cut the recording without saying so?' },
      'bewerken',
      { ...mine, bewerking: 'stil' },
    ],
  ];
}

function forStaff(questions: readonly ConsentQuestion[], sector: string): readonly Asked[] {
  const work = { opnemer: sector === 'organisatie' ? 'organisatie' : 'ambtenaar', wederpartij: 'particulier' };
  return [
    [
      { nl: 'Mag ik deze opname mee naar huis nemen?', en: 'May I take this recording home?' },
      'verstrekken',
      { ...work, gebruik: 'huiselijk' },
    ],
    ...shared(questions, work),
    [
      { nl: 'Mag iemand in de opname knippen zonder het te zeggen?', en: 'May anybody cut it without saying so?' },
      'bewerken',
      { ...work, bewerking: 'stil' },
    ],
  ];
}

/** Sharing and publishing, with the consents as they stand. */
function shared(questions: readonly ConsentQuestion[], who: Readonly<Record<string, string>>): readonly Asked[] {
  const standing = (use: ConsentQuestion['use']) =>
    questions.find((one) => one.use === use)?.standing ?? 'niet_gevraagd';
  return [
    [
      { nl: 'Mag de opname nu naar anderen?', en: 'May it go to others now?' },
      'verstrekken',
      { ...who, gebruik: 'derden', instemming: standing('third-parties') },
    ],
    [
      { nl: 'Mag de opname nu op internet?', en: 'May it be put online now?' },
      'verstrekken',
      { ...who, gebruik: 'openbaar', instemming: standing('publication') },
    ],
  ];
}
