/** What an organisation tells everybody, as documents: what it records, and the rules for recording. */
import {
  type Document,
  type FactsheetFacts,
  type FactsheetRule,
  factsheet,
  type InformationPageFacts,
  informationPage,
} from '@woordelijk/documents';
import type { Dossier, Organisation } from '@woordelijk/dossier';
import { holdsOn, type Overlay, type Row, type RuleSet, rules, factsheet as sheet } from '@woordelijk/rules';
import type { Language } from './problems.ts';
import { DUTIES } from './public-rules.ts';

/** The page about its live recording plans. */
export async function informationPageOf(
  dossier: Pick<Dossier, 'recordingPlans' | 'staff'>,
  { id, name }: Organisation,
  language: Language,
): Promise<Document> {
  const plans = (await dossier.recordingPlans.of(id)).flatMap(({ live, uses }): InformationPageFacts['plans'] =>
    live === null
      ? []
      : [
          {
            name: live.content.name,
            text: live.texts.find(({ code }) => code === 'public-page')?.[language] ?? '',
            uses: uses
              .filter(({ outcome }) => outcome === 'positive')
              .map(({ goal, by, on }) => ({ goal: purposeName(goal, language), by, on })),
            version: live.number,
            since: live.from,
          },
        ],
  );
  return informationPage({ organisation: name, plans, contacts: await contactsOf(dossier, id, language) }, language);
}

/** Questions and answers by the rules of a day (YYYY-MM-DD), with the organisation's own where it has them. */
export async function factsheetOf(
  dossier: Pick<Dossier, 'ownRules' | 'staff'>,
  { id, name }: Organisation,
  on: string,
  language: Language,
): Promise<Document> {
  const keys = await dossier.ownRules.keysFor(id, on);
  const { ruleSet } = await dossier.ownRules.rulesOn(on, keys);
  const overlay = ruleSet.overlays.find(({ key }) => keys.includes(key));
  const rows = new Map(ruleSet.sheets.flatMap((one) => one.rows).map((row) => [row.id, row]));
  const parts = sheet.parts.map(({ question, answer, rules: named, own }) => {
    const ours = overlay?.rows.filter((row) => own.includes(row.sheet)) ?? [];
    const theirs = named.map((code) => rows.get(code)).filter((row) => row !== undefined);
    return {
      rows: [...ours, ...theirs],
      question: question[language],
      answer: answer?.[language] ?? '',
      rules: [
        ...ours.map((row) => ruleOf(ruleSet, row, { on, own: true, language })),
        ...theirs.map((row) => ruleOf(ruleSet, row, { on, own: false, language })),
      ],
      notApplied: (overlay?.differences ?? [])
        .filter((one) => own.includes(one.sheet))
        .map(({ says, because }) => `“${says[language]}” ${because[language]}`),
    };
  });
  return factsheet(
    {
      organisation: name,
      summary: sheet.summary[language],
      own: ownOf(overlay, language),
      parts: parts.map(({ rows: _, ...part }) => part),
      certainty: sheet.certainty[language],
      contacts: await contactsOf(dossier, id, language),
      on,
      rulesVersion: ruleSet.version,
      reviewed: parts.every((part) => part.rows.every(({ reviewed }) => reviewed !== null)),
    },
    language,
  );
}

function ruleOf(
  { sources, levels }: RuleSet,
  { says, level, citations }: Row,
  { on, own, language }: { readonly on: string; readonly own: boolean; readonly language: Language },
): FactsheetRule {
  return {
    says: says[language],
    own,
    level: levels.find(({ code }) => code === level)?.text[language] ?? level,
    sources: citations.flatMap(({ ref }) =>
      sources.filter((source) => source.ref === ref && holdsOn(source, on)).map(({ short }) => short),
    ),
  };
}

function ownOf(overlay: Overlay | undefined, language: Language): FactsheetFacts['own'] {
  if (overlay === undefined) return null;
  const { decidedBy, decidedOn, publishedAt, from, disclaimer } = overlay;
  return { decidedBy, decidedOn, publishedAt, from: from ?? null, disclaimer: disclaimer[language] };
}

async function contactsOf({ staff }: Pick<Dossier, 'staff'>, organisationId: string, language: Language) {
  return (await staff.contacts(organisationId)).map(({ name, duty, reach }) => ({
    name,
    duty: DUTIES[language][duty],
    reach,
  }));
}

function purposeName(goal: string, language: Language): string {
  const values = rules.ruleSet.dimensions.find(({ key }) => key === 'doel')?.values;
  return values?.find(({ code }) => code === goal)?.text[language] ?? goal;
}
