import { RuleFileError } from './errors.ts';
import { checkOverlays } from './overlay.ts';
import { Reader } from './reader.ts';
import type {
  Certainty,
  Citation,
  Conditions,
  Difference,
  Overlay,
  OverlayRow,
  Row,
  RuleSet,
  Sheet,
  Source,
} from './rule-set.ts';

/** A parsed YAML file: its path (for messages) and what stood in it. */
export interface RuleFile {
  readonly name: string;
  readonly content: unknown;
}

/** The files a rule set is made of. */
export interface RuleFiles {
  readonly dimensions: RuleFile;
  readonly terms: RuleFile;
  readonly offences: RuleFile;
  readonly duties: RuleFile;
  readonly sources: RuleFile;
  readonly sheets: readonly RuleFile[];
  readonly overlays: readonly RuleFile[];
}

/** Rows without a verdict of their own. */
const NEEDS_HEALING = ['ONBEHOORLIJK', 'VERBODEN', 'STRAFBAAR', 'NIET_MOGELIJK'];
const CERTAINTIES: readonly string[] = ['hoog', 'midden', 'laag'];

/** What rows may refer to; filled before the sheets are read. */
interface Known {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly verdicts: ReadonlySet<string>;
  readonly levels: ReadonlySet<string>;
  readonly regimes: ReadonlySet<string>;
  readonly duties: ReadonlySet<string>;
  readonly offences: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
}

/**
 * Compiles parsed YAML into a rule set. Strict: an unknown key, value, duty or source, a missing sentence or healing,
 * an exception of a row that does not exist, or an overlay that lowers anything.
 * @throws RuleFileError that names file, row and cell.
 */
export function loadRuleSet(files: RuleFiles): RuleSet {
  const sources = readSources(files.sources);
  const model = readDimensions(files.dimensions);
  const terms = readTerms(files.terms);
  const { offences, fines } = readOffences(files.offences);
  const refs = new Set(sources.map(({ ref }) => ref));
  const values = new Map<string, readonly string[]>(
    [...model.dimensions, ...model.derived].map((dimension) => [dimension.key, dimension.values.map((v) => v.code)]),
  );
  const duties = readDuties(files.duties, values, refs);
  const codes = (list: readonly { readonly code: string }[]) => new Set(list.map(({ code }) => code));
  const known: Known = {
    values,
    verdicts: codes(terms.verdicts),
    levels: codes(terms.levels),
    regimes: codes(terms.regimes),
    duties: codes(duties),
    offences: codes(offences),
    sources: refs,
  };
  for (const { when } of [...model.impossible, ...model.derived.flatMap(({ rows }) => rows)])
    checkConditions(when, known, files.dimensions.name);
  const sheets = files.sheets.map((file) => readSheet(file, known));
  const rowIds = new Set<string>();
  for (const sheet of sheets)
    for (const row of sheet.rows) {
      if (rowIds.has(row.id)) throw new RuleFileError({ file: sheet.file, row: row.id }, 'this id exists already');
      rowIds.add(row.id);
    }
  for (const question of terms.questions)
    for (const key of question.sheets)
      if (!sheets.some((sheet) => sheet.key === key))
        throw new RuleFileError({ file: files.terms.name, row: question.code, cell: key }, 'there is no such sheet');
  for (const sheet of sheets)
    if (!terms.questions.some((question) => question.sheets.includes(sheet.key)))
      throw new RuleFileError({ file: sheet.file }, `no question uses this sheet; add it in ${files.terms.name}`);
  const national: RuleSet = {
    version: model.version,
    from: model.from,
    dimensions: model.dimensions,
    derived: model.derived,
    ...terms,
    duties,
    impossible: model.impossible,
    offences,
    fines,
    sources,
    sheets,
    overlays: [],
  };
  const overlays = files.overlays.map((file) => readOverlay(file, known, sheets));
  checkOverlays(national, overlays);
  return { ...national, overlays };
}

/**
 * The rules with an organisation's own rules (eigen regels) added: a parsed file as in `regels/organisaties`, with the
 * web address where the organisation published it under `link`, and what it is (`soort`: a value of `wederpartij`); its
 * rows cite it as `eigen:<organisatie>`.
 * @throws RuleFileError that names file, row and cell; also where a row lowers a verdict or closes a protected road.
 */
export function withOwnRules(rules: RuleSet, file: RuleFile): RuleSet {
  const header = Reader.of(file, [...OVERLAY_KEYS, ...OWN_KEYS]);
  const key = header.string('organisatie');
  const link = header.string('link');
  header.oneOf('soort', ['gemeente', 'overheid_anders', 'organisatie']);
  const at = (cell: string) => ({ file: file.name, cell });
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(key))
    throw new RuleFileError(at('organisatie'), 'use small letters, digits and dashes, at most 63');
  if (rules.overlays.some((overlay) => overlay.key === key))
    throw new RuleFileError(at('organisatie'), `there are rules of '${key}' already; choose another short name`);
  if (!/^https?:\/\/\S{1,500}$/.test(link))
    throw new RuleFileError(at('link'), 'say where the rules are published: a web address (https://…)');
  const source: Source = {
    ref: `eigen:${key}`,
    short: header.string('naam'),
    title: `${header.string('rechtsvorm')}, ${header.string('gepubliceerd')}`,
    link,
    certainty: 'hoog',
  };
  const codes = (list: readonly { readonly code: string }[]) => new Set(list.map(({ code }) => code));
  const sources = [...rules.sources, source];
  const overlay = readOverlay(
    file,
    {
      values: new Map([...rules.dimensions, ...rules.derived].map((d) => [d.key, d.values.map(({ code }) => code)])),
      verdicts: codes(rules.verdicts),
      levels: codes(rules.levels),
      regimes: codes(rules.regimes),
      duties: codes(rules.duties),
      offences: codes(rules.offences),
      sources: new Set(sources.map(({ ref }) => ref)),
    },
    rules.sheets,
    OWN_KEYS,
  );
  const taken = new Set([...rules.sheets, ...rules.overlays].flatMap(({ rows }) => rows.map(({ id }) => id)));
  for (const { id } of overlay.rows) {
    if (taken.has(id)) throw new RuleFileError({ file: file.name, row: id }, 'this id exists already');
    taken.add(id);
  }
  checkOverlays(rules, [overlay]);
  return { ...rules, sources, overlays: [...rules.overlays, overlay] };
}

function readDimensions(file: RuleFile) {
  const top = Reader.of(file, ['versie', 'vanaf', 'dimensies', 'afgeleid', 'onmogelijk']);
  const valuesOf = (entry: Reader) =>
    entry.map('waarden').map(([code, value]) => ({ code, text: value.only('nl', 'en').text() }));
  return {
    version: top.string('versie'),
    from: top.date('vanaf'),
    dimensions: top.map('dimensies').map(([key, entry]) => ({
      key,
      question: entry.only('vraag', 'waarden').child('vraag').text(),
      values: valuesOf(entry),
    })),
    derived: top.map('afgeleid').map(([key, entry]) => ({
      key,
      meaning: entry.only('betekenis', 'waarden', 'rijen', 'anders').child('betekenis').text(),
      values: valuesOf(entry),
      rows: entry.list('rijen').map((row) => ({
        when: row.only('als', 'wordt', 'omdat').conditions('als'),
        becomes: row.string('wordt'),
        because: row.string('omdat'),
      })),
      otherwise: entry.string('anders'),
    })),
    impossible: top.list('onmogelijk').map((entry) => ({
      when: entry.only('als', 'omdat').conditions('als'),
      because: entry.child('omdat').text(),
    })),
  };
}

function readTerms(file: RuleFile) {
  const top = Reader.of(file, ['oordelen', 'niveaus', 'regimes', 'vragen']);
  const kinds = ['criminal', 'law', 'decency', 'house'] as const;
  return {
    verdicts: top.map('oordelen').map(([code, entry]) => ({ code, text: entry.only('nl', 'en').text() })),
    levels: top.map('niveaus').map(([code, entry]) => ({
      code,
      text: entry.only('soort', 'nl', 'en').text(),
      kind: entry.oneOf('soort', kinds),
    })),
    regimes: top.map('regimes').map(([code, entry]) => ({ code, text: entry.only('nl', 'en').text() })),
    questions: top.map('vragen').map(([code, entry]) => ({
      code,
      text: entry.only('nl', 'en', 'bladen').text(),
      sheets: entry.strings('bladen'),
    })),
  };
}

function readOffences(file: RuleFile) {
  const top = Reader.of(file, ['delicten', 'boetes']);
  return {
    offences: top.map('delicten').map(([code, entry]) => ({
      code,
      label: entry.only('label', 'straffen').string('label'),
      penalties: entry.list('straffen').map((penalty) => ({
        ...penalty.only('artikel', 'maximum', 'categorie', 'vanaf', 'tot').period(),
        article: penalty.string('artikel'),
        maximum: penalty.child('maximum').text(),
        category: penalty.number('categorie'),
      })),
    })),
    fines: top.list('boetes').map((entry) => ({
      ...entry.only('vanaf', 'tot', 'bedragen', 'zekerheid').period(),
      amounts: Object.fromEntries(
        entry.map('bedragen', { plain: true }).map(([key, amount]) => [key, amount.asNumber()]),
      ),
      certainty: entry.oneOf('zekerheid', CERTAINTIES) as Certainty,
    })),
  };
}

function readDuties(file: RuleFile, values: Known['values'], refs: ReadonlySet<string>) {
  const top = Reader.of(file, ['plichten']);
  return top.map('plichten').map(([code, entry]) => {
    entry.only('nl', 'en', 'bron', 'voldaan', 'niet_voldaan');
    const sources = entry.strings('bron');
    for (const ref of sources)
      if (!refs.has(ref))
        throw new RuleFileError({ file: file.name, row: code, cell: 'bron' }, `source '${ref}' is not in bronnen.yaml`);
    const facts: { met?: Conditions; unmet?: Conditions } = {};
    if (entry.has('voldaan')) facts.met = entry.conditions('voldaan');
    if (entry.has('niet_voldaan')) facts.unmet = entry.conditions('niet_voldaan');
    for (const when of Object.values(facts)) checkConditions(when, { values }, file.name, code);
    return { code, text: entry.text(), sources, ...facts };
  });
}

function readSources(file: RuleFile): Source[] {
  const groups = Reader.of(file, ['bronnen']).map('bronnen');
  return groups.flatMap(([group, entry]) => {
    entry.only('titel', 'link', 'vanaf', 'tot', 'zekerheid', 'opmerking', 'plaatsen');
    return entry.map('plaatsen').map(([place, at]): Source => {
      at.only('kort', 'artikel', 'vanaf', 'tot', 'zekerheid', 'opmerking');
      return {
        ref: `${group}:${place}`,
        short: at.string('kort'),
        title: entry.string('titel'),
        link: entry.string('link').replace('{artikel}', at.string('artikel')),
        certainty: (at.has('zekerheid') ? at : entry).oneOf('zekerheid', CERTAINTIES) as Certainty,
        ...entry.period(),
        ...at.period(),
        ...(at.has('opmerking') ? { note: at.string('opmerking') } : {}),
      };
    });
  });
}

const ROW_KEYS = [
  'id',
  'zegt',
  'says',
  'als',
  'op',
  'geldig',
  'dan',
  'mag_zodra',
  'plicht',
  'delict',
  'regime',
  'vragen',
  'niveau',
  'bron',
  'eisen',
  'zekerheid',
  'nagekeken',
];

function readSheet(file: RuleFile, known: Known): Sheet {
  const top = Reader.of(file, ['blad', 'vraag', 'kijkt_naar', 'nagekeken', 'regels']);
  const looksAt = top.strings('kijkt_naar');
  for (const key of looksAt)
    if (!known.values.has(key))
      throw new RuleFileError({ file: file.name, cell: 'kijkt_naar' }, `there is no dimension '${key}'`);
  const rows = top.list('regels').map((entry) => readRow(entry, known, top));
  for (const row of rows) {
    for (const key of Object.keys(row.when))
      if (!looksAt.includes(key))
        throw new RuleFileError(
          { file: file.name, row: row.id, cell: `als.${key}` },
          `the sheet does not look at '${key}'; add it to kijkt_naar or take it out`,
        );
    for (const other of row.overrules)
      if (!rows.some(({ id }) => id === other))
        throw new RuleFileError({ file: file.name, row: row.id, cell: 'op' }, `there is no row '${other}' to except`);
  }
  return { key: top.string('blad'), file: file.name, question: top.child('vraag').text(), looksAt, rows };
}

function readRow(entry: Reader, known: Known, sheet: Reader, extra: readonly string[] = []): Row {
  const id = entry.string('id');
  const row = entry.named(id).only(...ROW_KEYS, ...extra);
  const fail = (cell: string, problem: string): never => {
    throw new RuleFileError({ file: row.file, row: id, cell }, problem);
  };
  const listOf = (key: string, of: ReadonlySet<string>, what: string) =>
    row.has(key)
      ? row.strings(key).map((code) => (of.has(code) ? code : fail(key, `there is no ${what} '${code}'`)))
      : [];
  const codeOf = (key: string, of: ReadonlySet<string>, what: string) => {
    const code = row.string(key);
    return of.has(code) ? code : fail(key, `there is no ${what} '${code}'`);
  };
  const when = row.conditions('als');
  checkConditions(when, known, row.file, id);
  const verdict = row.has('dan') ? codeOf('dan', known.verdicts, 'verdict') : undefined;
  if (verdict !== undefined && NEEDS_HEALING.includes(verdict) && !row.has('mag_zodra'))
    fail('mag_zodra', `say which duties make this ${verdict} good, or [] when nothing does`);
  if (verdict === 'WEGING' && !row.has('vragen')) fail('vragen', 'say which questions a person must answer');
  if (verdict === 'STRAFBAAR' && !row.has('delict')) fail('delict', 'say which offence this is');
  const citations = row.list('bron').map((citation): Citation => {
    const ref = citation.only('ref', 'citaat').string('ref');
    if (!known.sources.has(ref)) fail('bron', `source '${ref}' is not in bronnen.yaml`);
    return citation.has('citaat') ? { ref, quote: citation.string('citaat') } : { ref };
  });
  if (citations.length === 0) fail('bron', 'a row needs at least one source');
  const review = row.has('nagekeken') ? row : sheet;
  return {
    id,
    says: { nl: row.string('zegt'), en: row.string('says') },
    when,
    ...(row.has('geldig') ? row.child('geldig').only('vanaf', 'tot').period() : {}),
    ...(verdict === undefined ? {} : { verdict }),
    duties: listOf('plicht', known.duties, 'duty'),
    overrules: row.has('op') ? row.strings('op') : [],
    level: codeOf('niveau', known.levels, 'norm level'),
    ...(row.has('regime') ? { regime: codeOf('regime', known.regimes, 'regime') } : {}),
    offences: listOf('delict', known.offences, 'offence'),
    citations,
    requirements: row.strings('eisen'),
    certainty: row.oneOf('zekerheid', CERTAINTIES) as Certainty,
    reviewed: review.isNull('nagekeken')
      ? null
      : {
          by: review.child('nagekeken').only('door', 'op').string('door'),
          on: review.child('nagekeken').date('op'),
        },
    ...(row.has('mag_zodra') ? { healedBy: listOf('mag_zodra', known.duties, 'duty') } : {}),
    ...(row.has('vragen') ? { openQuestions: row.list('vragen').map((q) => q.only('nl', 'en').text()) } : {}),
  };
}

/** What own rules in the product say beside what the examples say. */
const OWN_KEYS = ['link', 'soort'];
const OVERLAY_KEYS = [
  'organisatie',
  'naam',
  'rechtsvorm',
  'vastgesteld_door',
  'vastgesteld_op',
  'gepubliceerd',
  'gepubliceerd_op',
  'geldig',
  'voorbehoud',
  'nagekeken',
  'regels',
  'verschillen',
];

function readOverlay(file: RuleFile, known: Known, sheets: readonly Sheet[], extra: readonly string[] = []): Overlay {
  const top = Reader.of(file, [...OVERLAY_KEYS, ...extra]);
  const sheetOf = (entry: Reader): string => {
    const key = entry.string('blad');
    if (!sheets.some((sheet) => sheet.key === key))
      throw new RuleFileError({ file: file.name, row: entry.string('id'), cell: 'blad' }, `there is no sheet '${key}'`);
    return key;
  };
  const rows = top
    .list('regels')
    .map((entry): OverlayRow => ({ ...readRow(entry, known, top, ['blad']), sheet: sheetOf(entry) }));
  const differences = top.list('verschillen').map((entry): Difference => {
    const id = entry.string('id');
    const named = entry.named(id).only('id', 'blad', 'zegt', 'says', 'als', 'waarom', 'bron');
    const when = named.conditions('als');
    checkConditions(when, known, file.name, id);
    return {
      id,
      sheet: sheetOf(named),
      says: { nl: named.string('zegt'), en: named.string('says') },
      when,
      because: named.child('waarom').text(),
      citations: named.list('bron').map((citation): Citation => {
        const ref = citation.only('ref', 'citaat').string('ref');
        if (!known.sources.has(ref))
          throw new RuleFileError({ file: file.name, row: id, cell: 'bron' }, `source '${ref}' is not in bronnen.yaml`);
        return citation.has('citaat') ? { ref, quote: citation.string('citaat') } : { ref };
      }),
    };
  });
  return {
    key: top.string('organisatie'),
    file: file.name,
    name: top.string('naam'),
    legalForm: top.string('rechtsvorm'),
    decidedBy: top.string('vastgesteld_door'),
    decidedOn: top.isNull('vastgesteld_op') ? null : top.date('vastgesteld_op'),
    publishedAt: top.string('gepubliceerd'),
    publishedOn: top.date('gepubliceerd_op'),
    ...top.child('geldig').only('vanaf', 'tot').period(),
    disclaimer: top.child('voorbehoud').text(),
    rows,
    differences,
  };
}

function checkConditions(when: Conditions, known: Pick<Known, 'values'>, file: string, row?: string): void {
  for (const [key, values] of Object.entries(when)) {
    const allowed = known.values.get(key);
    if (allowed === undefined)
      throw new RuleFileError({ file, row, cell: `als.${key}` }, `there is no dimension '${key}'`);
    if (values.length === 0) throw new RuleFileError({ file, row, cell: `als.${key}` }, 'name at least one value');
    for (const value of values)
      if (!allowed.includes(value))
        throw new RuleFileError(
          { file, row, cell: `als.${key}` },
          `'${value}' is not a value of '${key}' (${allowed.join(', ')})`,
        );
  }
}
