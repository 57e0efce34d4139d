/** Copies that go out and recordings that come in (spelregel 4; L01, L23; Sr 139e). */
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { onOneLine } from './agreement-text.ts';
import { atTable, onFile, sectorOf, words } from './at-table.ts';
import {
  HANDOVER_WAYS,
  type HandoverWay,
  PROVENANCES,
  type Provenance,
  type ReceivedDecision,
  type TalkFile,
} from './face.ts';
import { ask, type RuleBook, whoRecords } from './rule-book.ts';

const DEELNAME: Readonly<Record<Provenance, string>> = {
  participant: 'deelnemer',
  'on-behalf': 'namens_deelnemer',
  'own-line': 'via_eigen_lijn',
  'not-a-participant': 'niet',
  unknown: 'niet',
};

/** A copy goes out; see Table. The receipt says to whom, when, how, and the fingerprint by which it is known again. */
export function handOut(
  house: House,
  book: RuleBook,
  talkId: string,
  copy: { to: string; kind: string; sha256: string; way: HandoverWay },
  asking: Asking,
): Promise<TalkFile> {
  return onFile(house, book, talkId, asking, 'copy.handed-out', copy, (ground) => {
    if (!ground.file.recorded)
      throw new DossierError('nothing-recorded', 'Nothing of this talk was recorded, so there is no copy to hand out.');
    if (
      !/^[0-9a-f]{64}$/.test(copy.sha256) ||
      !HANDOVER_WAYS.includes(copy.way) ||
      !['legs', 'wav', 'mp3'].includes(copy.kind)
    )
      throw new DossierError(
        'facts-malformed',
        'Name the file by its SHA-256 in hex, its kind, and how it was handed out.',
      );
    const { to, kind, sha256, way } = copy;
    const handover = newId(house);
    const rules = ask(ground.rules, 'verstrekken', {
      ...whoRecords('office', sectorOf(ground)),
      gebruik: 'eigen',
      kanaal: way === 'online' ? 'online_met_authenticatie' : 'persoonlijk',
    });
    const receipt = house.vault.sign(
      [
        'woordelijk-document/v1 ontvangstbewijs',
        'Ontvangstbewijs van een kopie van een opname',
        '',
        `Gesprek: ${talkId}`,
        `Kopie: ${handover} (${kind})`,
        `Gegeven aan: ${onOneLine(words(to))}`,
        `Op: ${new Date(house.now()).toISOString()}`,
        `Vingerafdruk (SHA-256): ${sha256}`,
        '',
      ].join('\n'),
    );
    return { detail: { handover, to: words(to), kind, sha256, way, receipt, rules } };
  });
}

/**
 * A recording is handed in; see Table. How it was made is asked first: a recording by who took no part is neither stored
 * nor played, and goes to the FG. A covert recording by a participant is not obtained unlawfully.
 */
export function offer(
  house: House,
  book: RuleBook,
  talkId: string,
  offered: { from: string; provenance: Provenance; told: boolean; words: string },
  asking: Asking,
): Promise<TalkFile> {
  return atTable(house, book, talkId, asking, 'recording.offered', offered, (ground) => {
    const { from, provenance, told } = offered;
    if (!PROVENANCES.includes(provenance))
      throw new DossierError('facts-malformed', `How it was made is one of ${PROVENANCES.join(', ')}.`);
    const rules = ask(ground.rules, 'opnemen', {
      ...whoRecords('resident', sectorOf(ground)),
      deelname: DEELNAME[provenance],
      plaats: ground.file.plan!.place,
      gemeld: told ? 'alle' : 'niemand',
    });
    // Criminal law alone keeps it out: improper is not unlawful.
    const kept = provenance !== 'unknown' && rules.verdict !== 'STRAFBAAR';
    return {
      detail: { offer: newId(house), from: words(from), provenance, told, words: words(offered.words), kept, rules },
    };
  });
}

/** A named person decides about a recording that was kept out; see Table. */
export function judgeOffer(
  house: House,
  book: RuleBook,
  talkId: string,
  offerId: string,
  { decision, why, decidedBy }: { decision: ReceivedDecision; why: string; decidedBy: string },
  asking: Asking,
): Promise<TalkFile> {
  const input = { offerId, decision, why, decidedBy };
  return atTable(house, book, talkId, asking, 'recording.judged', input, ({ file }) => {
    const found = file.offers.find(({ id }) => id === offerId);
    if (found === undefined) throw new DossierError('offer-not-found', 'No such recording was handed in.');
    if (found.state !== 'referred') throw new DossierError('offer-settled', 'This was decided already.');
    return { detail: { offer: offerId, decision, why: words(why), decidedBy: words(decidedBy) } };
  });
}
