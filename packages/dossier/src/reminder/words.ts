/** What a reminder says: how much there is of each kind and when the first of it ends. Numbers and days, nobody's name. */
import { daysLeft } from '@woordelijk/rules';
import type { ListedMail } from '../mail/listed.ts';
import type { OpenTerms, TermKind } from './terms.ts';

/** So far ahead a reminder looks. */
const SOON_DAYS = 7;

/** How many of one kind are over, and how many end soon; `first`: the first last day of those (YYYY-MM-DD). */
export interface CountedTerms {
  readonly kind: TermKind;
  readonly late: number;
  readonly soon: number;
  readonly first: string;
}

/** Kinds of which something is over or ends within a week. */
export function counted(terms: readonly OpenTerms[], now: number): CountedTerms[] {
  return terms.flatMap(({ kind, days }) => {
    const near = days.filter((day) => daysLeft(day, now) <= SOON_DAYS).sort();
    const late = near.filter((day) => daysLeft(day, now) < 0).length;
    return near.length === 0 ? [] : [{ kind, late, soon: near.length - late, first: near[0]! }];
  });
}

/** The mail about them. */
export function reminderWords(
  organisation: string,
  terms: readonly CountedTerms[],
): Pick<ListedMail, 'subject' | 'nl' | 'en'> {
  const late = terms.reduce((sum, one) => sum + one.late, 0);
  return {
    subject:
      late > 0
        ? `Termijnen zijn voorbij (${late}) / Terms are over (${late})`
        : 'Termijnen lopen af / Terms are about to end',
    nl: [
      `Woordelijk van ${organisation} herinnert u aan deze termijnen:`,
      ...terms.map((one) => line(one, 'nl')),
      'Log in en kijk op de startpagina bij “Wat op u wacht”. Er staat hier met opzet niets over de inhoud. U krijgt dit bericht omdat u bij de contactpersonen voor privacy staat.',
    ],
    en: [
      `Woordelijk of ${organisation} reminds you of these terms:`,
      ...terms.map((one) => line(one, 'en')),
      'Log in and look at “What waits for you” on the start page. Nothing of the content stands here, on purpose. You get this message because you are listed as a contact for privacy.',
    ],
  };
}

const WHAT: Readonly<Record<TermKind, Readonly<Record<'nl' | 'en', string>>>> = {
  breach: { nl: 'Datalekken die de AP nog moet horen', en: 'Data breaches that the regulator must still hear of' },
  request: { nl: 'Verzoeken van mensen over hun rechten', en: 'Requests of people about their rights' },
  absent: { nl: 'Mensen die moeten horen dat zij zijn besproken', en: 'People to be told that they were talked about' },
  hold: { nl: 'Bewaarplichten om opnieuw te bekijken', en: 'Holds to look at again' },
  retention: { nl: 'Gesprekken die weg moeten', en: 'Talks that must go' },
};

function line({ kind, late, soon, first }: CountedTerms, language: 'nl' | 'en'): string {
  const day = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'full', timeZone: 'UTC' });
  const on = day.format(Date.parse(`${first}T00:00:00Z`));
  const name = WHAT[kind][language];
  // Of talks over their term only the oldest is looked at: how many there are stands on the page.
  if (kind === 'retention') return language === 'nl' ? `${name}: sinds ${on}.` : `${name}: since ${on}.`;
  const parts =
    language === 'nl'
      ? [late > 0 && `${late} te laat`, soon > 0 && `${soon} binnen een week`]
      : [late > 0 && `${late} late`, soon > 0 && `${soon} within a week`];
  const said = parts.filter((part) => part !== false).join(', ');
  return language === 'nl' ? `${name}: ${said}. De eerste: ${on}.` : `${name}: ${said}. The first: ${on}.`;
}
