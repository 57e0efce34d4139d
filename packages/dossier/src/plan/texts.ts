/**
 * The words that a plan makes: announcements, notices and passages. They follow from the plan and from nothing else, so
 * nobody makes them vaguer on the way; who wants other words writes another plan. Approved, they are locked in its version.
 */
import type { Text } from '@woordelijk/rules';
import { rules } from '@woordelijk/rules';
import type { KeepTerm, PlanContent, PlanPurpose, PlanText } from './face.ts';

/** The words of a plan. `organisation`: its name. */
export function planTexts(content: PlanContent, organisation: string): PlanText[] {
  const { purposes, elsewhere, contact, contents, ai, bufferDays } = content;
  const why = joined(purposes.map(({ words }) => words));
  const keep = keeping(purposes, bufferDays);
  const software: Text | undefined =
    ai === 'transcriptie'
      ? {
          nl: 'Software schrijft het gesprek uit; een mens controleert de tekst.',
          en: 'Software transcribes the talk; a person checks the text.',
        }
      : undefined;
  const out: Text = {
    nl: `Wilt u niet dat wij opnemen? Zeg het dan nu. ${elsewhere.nl}`.trim(),
    en: `Do you not want us to record? Please say so now. ${elsewhere.en}`.trim(),
  };
  const rights: Text = {
    nl: 'U mag een kopie vragen, en bezwaar maken tegen de opname.',
    en: 'You may ask for a copy, and object to the recording.',
  };
  const more: Text = { nl: `Meer weten: ${contact}.`, en: `To know more: ${contact}.` };
  const spoken = sentences(
    { nl: `${organisation} neemt dit gesprek op ${why.nl}.`, en: `${organisation} records this talk ${why.en}.` },
    software,
    keep,
    rights,
    out,
    more,
  );
  const said = purposes.map(({ words, keep: term }) => line(words, term));
  return [
    { code: 'spoken', ...spoken },
    {
      code: 'written',
      ...sentences(
        { nl: `Wij nemen dit gesprek op ${why.nl}.`, en: `We record this talk ${why.en}.` },
        software,
        keep,
        rights,
        out,
        more,
      ),
    },
    {
      code: 'sign',
      nl: `Hier kan een gesprek worden opgenomen ${why.nl}. Wij zeggen het u altijd voordat de opname begint. ${elsewhere.nl} ${organisation}. ${more.nl}`.replace(
        /\s+/g,
        ' ',
      ),
      en: `A talk may be recorded here ${why.en}. We always tell you before a recording begins. ${elsewhere.en} ${organisation}. ${more.en}`.replace(
        /\s+/g,
        ' ',
      ),
    },
    {
      code: 'joined-later',
      ...sentences(
        {
          nl: `U komt nu bij een gesprek dat wordt opgenomen ${why.nl}.`,
          en: `You are joining a talk that is being recorded ${why.en}.`,
        },
        {
          nl: 'Vindt u dat niet goed? Zeg het dan nu, dan stopt de opname.',
          en: 'If you do not agree, please say so now and the recording stops.',
        },
      ),
    },
    {
      code: 'staff-notice',
      nl: [
        `${organisation} neemt gesprekken op: ${content.name}.`,
        '',
        'Waarvoor, en hoe lang bewaard:',
        ...said.map(({ nl }) => `- ${nl}`),
        '',
        'Privégesprekken worden niet opgenomen. Wordt een gesprek privé, stop dan de opname; wat er al stond gaat op slot en wordt vernietigd.',
        'U mag de opnamen van uw eigen gesprekken inzien, en bezwaar maken.',
        'Opnamen worden voor niets anders gebruikt dan hier staat, of wat daar direct mee samenhangt.',
        more.nl,
      ].join('\n'),
      en: [
        `${organisation} records talks: ${content.name}.`,
        '',
        'What for, and kept how long:',
        ...said.map(({ en }) => `- ${en}`),
        '',
        'Private talks are not recorded. When a talk turns private, stop the recording; what was there is locked and destroyed.',
        'You may see the recordings of your own talks, and object.',
        'Recordings are used for nothing but what stands here, or what is directly related to it.',
        more.en,
      ].join('\n'),
    },
    { code: 'privacy-statement', ...statement(content, organisation, said, related(purposes)) },
    {
      code: 'public-page',
      nl: [`Wanneer neemt ${organisation} gesprekken op?`, '', spoken.nl, '', ...said.map(({ nl }) => `- ${nl}`)].join(
        '\n',
      ),
      en: [`When does ${organisation} record talks?`, '', spoken.en, '', ...said.map(({ en }) => `- ${en}`)].join('\n'),
    },
  ];

  function statement(of: PlanContent, who: string, lines: readonly Text[], also: Text | undefined): Text {
    const sensitive = contents.includes('bijzonder') || contents.includes('strafrechtelijk');
    return {
      nl: [
        `Opnemen van gesprekken (${of.name})`,
        '',
        `${who} neemt deze gesprekken op. Waarvoor, op welke grondslag en hoe lang bewaard:`,
        ...lines.map(({ nl }, index) => `- ${nl} Grondslag: ${basisName(of.purposes[index]!).nl}.`),
        ...(also === undefined ? [] : [also.nl]),
        ...(software === undefined ? [] : [software.nl]),
        ...(sensitive ? ['In het gesprek kunnen gevoelige gegevens worden besproken.'] : []),
        `Wij delen een opname niet met anderen, tenzij u dat goed vindt of de wet het vraagt. ${rights.nl} U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens. ${elsewhere.nl} ${more.nl}`,
      ].join('\n'),
      en: [
        `Recording of talks (${of.name})`,
        '',
        `${who} records these talks. What for, on which legal basis and kept how long:`,
        ...lines.map(({ en }, index) => `- ${en} Legal basis: ${basisName(of.purposes[index]!).en}.`),
        ...(also === undefined ? [] : [also.en]),
        ...(software === undefined ? [] : [software.en]),
        ...(sensitive ? ['Sensitive data may be talked about.'] : []),
        `We share a recording with nobody, unless you agree or the law requires it. ${rights.en} You can also complain to the data protection authority. ${elsewhere.en} ${more.en}`,
      ].join('\n'),
    };
  }
}

/** A term in words: "2 jaar na het gesprek". */
export function termText({ amount, unit, from }: KeepTerm): Text {
  const units = {
    days: { nl: amount === 1 ? 'dag' : 'dagen', en: amount === 1 ? 'day' : 'days' },
    months: { nl: amount === 1 ? 'maand' : 'maanden', en: amount === 1 ? 'month' : 'months' },
    years: { nl: 'jaar', en: amount === 1 ? 'year' : 'years' },
  }[unit];
  const since =
    from === 'case'
      ? { nl: 'nadat de zaak of overeenkomst is afgelopen', en: 'after the case or contract has ended' }
      : { nl: 'na het gesprek', en: 'after the talk' };
  return { nl: `${amount} ${units.nl} ${since.nl}`, en: `${amount} ${units.en} ${since.en}` };
}

function keeping(purposes: readonly PlanPurpose[], bufferDays: number | null): Text {
  const terms = purposes.flatMap(({ keep }) => (keep === null ? [] : [termText(keep)]));
  const different = [...new Map(terms.map((one) => [one.nl, one])).values()];
  if (different.length === 0) return { nl: '', en: '' };
  const longest = joined(different);
  const unless =
    bufferDays === null
      ? undefined
      : {
          nl: ` Na ${bufferDays} dagen vernietigen wij de opname, tenzij zij dan nog nodig is.`,
          en: ` After ${bufferDays} days we destroy the recording, unless it is still needed.`,
        };
  return {
    nl: `Wij bewaren de opname ${different.length > 1 ? 'per doel ' : ''}tot ${longest.nl}.${unless?.nl ?? ''}`,
    en: `We keep the recording until ${longest.en}${different.length > 1 ? ', by purpose' : ''}.${unless?.en ?? ''}`,
  };
}

function line(words: Text, term: KeepTerm | null): Text {
  const kept = term === null ? { nl: '', en: '' } : termText(term);
  return {
    nl: `${capital(words.nl)}.${kept.nl === '' ? '' : ` Bewaard tot ${kept.nl}.`}`,
    en: `${capital(words.en)}.${kept.en === '' ? '' : ` Kept until ${kept.en}.`}`,
  };
}

/** Uses that the rules call directly related to what is announced: they are told here, so that they may follow. */
function related(purposes: readonly PlanPurpose[]): Text | undefined {
  const link = rules.ruleSet.derived.find(({ key }) => key === 'doelverband');
  const goals = purposes.map(({ goal }) => goal);
  const found = new Set(
    goals.flatMap((doel) =>
      (link?.rows ?? [])
        .filter(({ when, becomes }) => becomes === 'verwant' && when.doel?.includes(doel))
        .flatMap(({ when }) => when.doel_nieuw ?? []),
    ),
  );
  for (const goal of goals) found.delete(goal);
  if (found.size === 0) return undefined;
  const names = rules.ruleSet.dimensions.find(({ key }) => key === 'doel')!.values;
  const said = joined([...found].map((goal) => names.find(({ code }) => code === goal)!.text));
  return {
    nl: `Hangt het er direct mee samen, dan gebruiken wij de opname ook voor: ${said.nl}.`,
    en: `Where it is directly related, we also use the recording for: ${said.en}.`,
  };
}

function basisName({ basis }: PlanPurpose): Text {
  const names = rules.ruleSet.dimensions.find(({ key }) => key === 'grondslag')!.values;
  const name = (code: string) => names.find((one) => one.code === code)!.text;
  const [other, staff] = [name(basis.counterpart), name(basis.staff)];
  if (basis.counterpart === basis.staff) return other;
  return { nl: `${other.nl} (u), ${staff.nl} (onze medewerkers)`, en: `${other.en} (you), ${staff.en} (our staff)` };
}

function sentences(...parts: readonly (Text | undefined)[]): Text {
  const said = (language: 'nl' | 'en') =>
    parts
      .flatMap((part) => (part === undefined || part[language] === '' ? [] : [part[language]]))
      .join(' ')
      .replace(/\s+/g, ' ');
  return { nl: said('nl'), en: said('en') };
}

function joined(texts: readonly Text[]): Text {
  const list = (words: readonly string[], and: string) =>
    words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;
  return {
    nl: list(
      texts.map(({ nl }) => nl),
      'en',
    ),
    en: list(
      texts.map(({ en }) => en),
      'and',
    ),
  };
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
