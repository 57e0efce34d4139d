/** Talks that a request may be about: whoever looks names what to look for, and nothing is looked for by voice. */
import type { Dossier, RightsRequest, Talk, TalkQuery } from '@woordelijk/dossier';

/** So many are shown. */
const MOST_FOUND = 200;
/** So many are looked into for a subject, which stands sealed in each. */
const MOST_LOOKED_INTO = 2_000;
const PAGE = 100;

/** What to look for; a talk is found by name or number, or by its case, and is within the days and of the subject. */
export interface RightsSearch {
  readonly search?: string | undefined;
  readonly case?: string | undefined;
  readonly subject?: string | undefined;
  /** RFC 3339. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface RightsCandidates {
  /** What the request came from and what was found before first, then the newest first. */
  readonly talks: readonly Talk[];
  /** Those in which somebody of this name is only talked about. */
  readonly spokenOf: readonly string[];
  /** There are more than are shown, or more than were looked into. */
  readonly cut: boolean;
}

/** See RightsSearch. The look stands in the ledger already (`noteListing`). */
export async function candidates(
  dossier: Dossier,
  { organisationId, talk, found }: RightsRequest,
  { search = '', case: number = '', subject = '', from, to }: RightsSearch,
): Promise<RightsCandidates> {
  const [name, about] = [search.trim(), subject.trim().toLowerCase()];
  const spokenOf = await dossier.absents.talksAbout(organisationId, name, MOST_FOUND);
  const ofCase = await dossier.cases.talks(organisationId, number, MOST_FOUND);
  const between = (one: Talk) =>
    (from === undefined || one.startedAt >= Date.parse(from)) && (to === undefined || one.startedAt < Date.parse(to));
  const fits = async (one: Talk) => about === '' || (await subjectOf(dossier, one)).toLowerCase().includes(about);

  const shown = new Map<string, Talk>();
  const add = async (one: Talk) => {
    if (!shown.has(one.id) && (await fits(one))) shown.set(one.id, one);
  };
  const known = [talk, ...(found?.talks.map((one) => one.talk) ?? [])].filter((id) => id !== null);
  for (const id of known) await add(await dossier.talk(id));
  for (const id of [...ofCase, ...spokenOf]) {
    const one = await dossier.talk(id);
    if (between(one)) await add(one);
  }

  const query: TalkQuery = {
    sight: { all: false, organisations: [organisationId], subjects: [] },
    limit: PAGE,
    ...(name === '' ? {} : { search: name }),
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  };
  let cut = [ofCase, spokenOf].some(({ length }) => length === MOST_FOUND);
  // Who names a case alone looks for that case.
  const byName = name !== '' || number.trim() === '';
  let cursor: string | undefined;
  for (let looked = 0; byName; looked += PAGE) {
    const page = await dossier.talks({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    for (const one of page.items) if (shown.size < MOST_FOUND) await add(one);
    cursor = page.next;
    if (cursor === undefined) break;
    if (shown.size >= MOST_FOUND || looked + PAGE >= MOST_LOOKED_INTO) {
      cut = true;
      break;
    }
  }
  return { talks: [...shown.values()], spokenOf, cut };
}

/** What a talk is about, where it was planned; of one that was destroyed nothing is known. */
async function subjectOf({ table }: Dossier, { id, destruction }: Talk): Promise<string> {
  return destruction === undefined ? ((await table.file(id)).plan?.subject ?? '') : '';
}
