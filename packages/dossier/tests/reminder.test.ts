/** Reminders of terms: on which mornings, to whom, with what in them, and what stops in between. */
import { describe, expect, it } from 'vitest';
import { type DossierOptions, MailRefused } from '../src/index.ts';
import { speaksOf } from '../src/reminder/terms.ts';
import { failOnAct, healActs } from './database.ts';
import { closedHouse, problemsOf, storedTalk } from './house.ts';

const DAY = 86_400_000;
const asking = { actor: 'cli' } as const;
const OFFICER = 'privacy@voorbeeld.example';
const DPO = 'fg@voorbeeld.example';

interface Sent {
  readonly on: string;
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A house with a request of 2 March 2026, whose term ends on Thursday 2 April; `refuses` stands before the mail server. */
async function reminding(refuses: (mail: { to: string }) => void = () => undefined) {
  const house = await closedHouse();
  const sent: Sent[] = [];
  const sendMail: DossierOptions['sendMail'] = async (mail) => {
    refuses(mail);
    sent.push({ on: new Date(house.time).toISOString().slice(0, 10), ...mail });
  };
  const dossier = await house.open(undefined, { sendMail });
  const organisationId = house.organisationId!;
  await dossier.staff.listContact(organisationId, { departmentId: null, duty: 'dpo', name: 'FG', reach: DPO }, asking);
  const { talkId } = await storedTalk(house, 1);
  const asked = {
    kind: 'access',
    name: 'Inwoner Één',
    side: 'counterpart',
    text: 'Mijn opname.',
    way: 'letter',
  } as const;
  const { id } = await dossier.rights.request(organisationId, { ...asked, talk: talkId, party: 'p1' }, asking);
  /** So many days later, with a look on the last of them only. */
  const later = async (days: number) => {
    house.time += days * DAY;
    await dossier.settled();
  };
  const days = async (count: number) => {
    for (let day = 0; day < count; day++) await later(1);
  };
  return { house, dossier, organisationId, talkId, request: id, sent, days, later };
}

describe('a reminder', () => {
  it('goes out a week before, two days before, on the last day, and weekly once it is over; then to the FG too', async () => {
    const { dossier, sent, days, later, request } = await reminding();
    await later(22); // 24 March
    await days(18);
    const to = (address: string) => sent.filter((mail) => mail.to === address).map(({ on }) => on);
    expect(to(OFFICER)).toEqual(['2026-03-26', '2026-03-31', '2026-04-02', '2026-04-03', '2026-04-10']);
    expect(to(DPO)).toEqual(['2026-04-03', '2026-04-10']);
    expect(sent[0]!.text).toContain('Verzoeken van mensen over hun rechten: 1 binnen een week.');
    expect(sent[0]!.text).toContain('De eerste: donderdag 2 april 2026');
    expect(sent.at(-1)!.text).toContain('Requests of people about their rights: 1 late');
    expect(sent.at(-1)!.subject).toContain('Termijnen zijn voorbij (1)');
    for (const { text, subject } of sent) expect(text + subject).not.toMatch(/Inwoner|Mijn opname/);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
    await dossier.rights.close(request, 'withdrawn', asking);
    sent.splice(0);
    await later(6);
    expect(sent).toEqual([]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('is not forgotten for days on which the server stood still, and is told once', async () => {
    const { sent, days, later } = await reminding();
    await later(22); // 24 March
    await later(4);
    await later(0);
    expect(sent.map(({ on, to }) => [on, to])).toEqual([['2026-03-28', OFFICER]]);
    await days(2);
    expect(sent).toHaveLength(1);
  });

  it('counts what else has a term: breaches every morning, holds, who is to be told, talks that must go', async () => {
    const { house, dossier, organisationId, talkId, sent, days, request } = await reminding();
    await dossier.rights.close(request, 'withdrawn', asking);
    await dossier.holds.place(
      talkId,
      { reason: 'complaint', words: 'Klacht 1', owner: 'Jurist', reviewAt: house.time + 3 * DAY },
      asking,
    );
    await days(1); // two days before
    await dossier.incidents.report(
      organisationId,
      {
        kind: 'breach',
        words: 'Een map stond open.',
        found: 'Bij een steekproef',
        beganAt: house.time - DAY,
        endedAt: house.time,
        awareAt: house.time,
        natures: ['confidentiality'],
        talks: [],
        by: 'Privacy officer',
      },
      asking,
    );
    sent.splice(0);
    await days(2);
    const [first, second] = sent.filter(({ subject }) => subject.startsWith('Termijn'));
    expect(first!.text).toContain('Datalekken die de AP nog moet horen: 1 binnen een week');
    expect(first!.text).toContain('Bewaarplichten om opnieuw te bekijken: 1 binnen een week');
    expect(second!.on > first!.on).toBe(true);
  });

  it('waits for a mail server that does not answer, however long, and passes by an address that is refused', async () => {
    let down = true;
    const { house, sent, days, later } = await reminding(({ to }) => {
      if (down) throw Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' });
      if (to === OFFICER) throw new MailRefused('smtp-550');
    });
    await later(23); // 25 March
    await days(2);
    await later(10); // it should have gone out from 26 March on, and last on 3 April
    expect(sent).toEqual([]);
    down = false;
    await later(1 / 24);
    expect(sent.map(({ on, to }) => [on, to])).toEqual([['2026-04-06', DPO]]);
    await days(4);
    expect(sent.map(({ on }) => on)).toEqual(['2026-04-06', '2026-04-10']);
    expect(house.logged.filter((line) => line.includes('listed-mail.not-taken')).length).toBeGreaterThan(2);
    expect(house.logged.join()).not.toContain('@voorbeeld');
  });

  it('goes once to who can have it, though another’s mail server says later', async () => {
    const { sent, later } = await reminding(({ to }) => {
      if (to === OFFICER) throw Object.assign(new Error('mailbox full'), { code: 'EENVELOPE' });
    });
    await later(32); // 3 April: over since yesterday
    for (let again = 0; again < 3; again++) await later(1 / 24);
    expect(sent.map(({ to }) => to)).toEqual([DPO]);
  });

  it('that was not written down goes out again under the same id, and once it was, no more', async () => {
    const { house, dossier, sent, days, later } = await reminding();
    await later(23);
    await failOnAct(house.database, 'terms.reminded');
    await days(1);
    expect(sent).toHaveLength(1);
    await healActs(house.database);
    await later(1 / 24);
    expect(sent).toHaveLength(2);
    expect(sent[1]!.id).toBe(sent[0]!.id);
    await days(1);
    expect(sent).toHaveLength(2);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('speaks of a term on a few days and no other', () => {
    const left = Array.from({ length: 60 }, (_, place) => 30 - place);
    expect(left.filter(speaksOf)).toEqual([7, 2, 0, -1, -8, -15, -22, -29]);
  });
});
