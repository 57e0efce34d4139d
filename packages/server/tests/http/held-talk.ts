/** A talk at a municipality with an agreement, recorded (two seconds of noise) and stored, on a real dossier. */
import { packEntries } from '@woordelijk/audio';
import type { Dossier, Plan } from '@woordelijk/dossier';
import { putInOrder } from '../../../dossier/tests/in-order.ts';

const asking = { actor: 'cli' } as const;
const format = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };
const TWO = [
  { part: 'resident', name: 'Inwoner Eén', number: '+999612345678' },
  { part: 'official', name: 'Medewerker' },
] as const;

/**
 * `participants`: p1, p2, … in this order; the first asked to record, and confirmed what was agreed. `at`: a municipality that
 * another held talk made. `now`: the dossier's own clock.
 */
export async function heldTalk(
  dossier: Dossier,
  participants: Plan['participants'] = TWO,
  at?: string,
  now: () => number = Date.now,
): Promise<{ talkId: string; organisationId: string }> {
  const organisationId = at ?? (await municipality(dossier, now));
  const [wmo] = await dossier.staff.departments(organisationId);
  const plan = { kind: 'gewoon', place: 'kantoor', subject: 'Aanvraag', departmentIds: [wmo!.id], participants };
  const { id: talkId } = await dossier.plan(organisationId, { plannedAt: now(), ...plan }, asking);
  const wish = { by: 'p1', recorder: 'both', place: 'kantoor', camera: 'geen', others: 'geen' } as const;
  const { requests } = await dossier.table.register(talkId, wish, asking);
  await dossier.table.decide(talkId, requests[0]!.id, { outcome: 'granted', decidedBy: 'Medewerker' }, asking);
  await dossier.table.agree(talkId, asking);
  await dossier.table.confirm(talkId, 'p1', participants[0]!.name, asking);
  const startedAt = now() * 1000;
  const channels = [{ channel: 1, label: '1', format, parties: ['p1'] }];
  const begun = { startedAt, planned: talkId, source: 'phone', lines: [], demo: false, parties: [], channels } as const;
  const { recordingId } = await dossier.recordings.begin(begun);
  const entries = Array.from({ length: 100 }, (_, i) => ({
    kind: 'packet' as const,
    at: i * 160,
    arrival: i * 20_000,
    payloadType: 8,
    sequence: i,
    timestamp: i * 160,
    ssrc: 1,
    marker: i === 0,
    payload: Uint8Array.from({ length: 160 }, (_, tick) => (i * 160 + tick) & 0xff),
  }));
  const leaf = { start: startedAt, duration: 2e6, entries: packEntries(entries) };
  await dossier.recordings.append(recordingId, { channel: 1, leaves: [leaf] });
  await dossier.recordings.end(recordingId, 'bye', startedAt + 2e6);
  await dossier.settled();
  return { talkId, organisationId };
}

async function municipality(dossier: Dossier, now: () => number): Promise<string> {
  const { id: organisationId } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.staff.addDepartment(organisationId, 'Wmo', asking);
  const contact = {
    departmentId: null,
    duty: 'privacy-contact',
    name: 'Privacyloket',
    reach: '+999700000001',
  } as const;
  await dossier.staff.listContact(organisationId, contact, asking);
  await putInOrder(dossier, organisationId, new Date(now()).toISOString().slice(0, 10));
  return organisationId;
}
