import { describe, expect, it } from 'vitest';
import { meddle } from './database.ts';
import { chunk, newHouse, newTalk, problemsOf, type TestHouse } from './house.ts';

const MINUTE = 60_000;
const code = (code: string) => expect.objectContaining({ code });

/** A stored talk of two parties, with a link for one of them. */
async function linked(house: TestHouse, codeBy: 'sms' | 'desk' = 'desk') {
  const { dossier } = house;
  const begun = newTalk(house);
  const { talkId, recordingId } = await dossier.recordings.begin(begun);
  await dossier.recordings.append(recordingId, chunk(begun.startedAt, 1, { from: 0 }));
  await dossier.recordings.end(recordingId, 'bye', begun.startedAt + 2e6);
  await dossier.settled();
  const { parties } = await dossier.talk(talkId);
  const party = parties[0]!.id;
  const made = await dossier.personal.make(talkId, { party, codeBy, number: '+999612345678' }, 'cli');
  return { dossier, personal: dossier.personal, talkId, party, ...made };
}

/** Text messages that were sent, as a provider's end would see them. */
function messages() {
  const sent: { number: string; code: string }[] = [];
  return { sent, send: async (number: string, text: string) => void sent.push({ number, code: text }) };
}

describe('a personal link', () => {
  it('opens a visit with a code of the desk, tells every use, and closes for good when it is revoked', async () => {
    const house = await newHouse();
    const { personal, dossier, talkId, party, link, secret } = await linked(house);
    const { code: first } = await personal.makeCode(talkId, link.id, 'user:x');
    expect(first).toMatch(/^\d{6}$/);
    const open = await personal.open(secret, first);
    const token = open!.token;
    expect(await personal.visit(token)).toMatchObject({ talkId, party, actor: `link:${link.id}` });
    expect(await personal.open(secret, first), 'a code is used up').toBeUndefined();
    await dossier.settled();

    await dossier.play(talkId, `link:${link.id}`, undefined, 'request');
    await dossier.play(talkId, 'user:x', undefined, 'complaint');
    await dossier.settled();
    const uses = await personal.uses((await personal.visit(token))!);
    expect(uses.map(({ who, act, purpose }) => [who, act, purpose])).toEqual([
      ['office', 'personal-link.made', null],
      ['office', 'personal-link.code-made', null],
      ['you', 'personal-link.opened', null],
      ['system', 'personal-link.refused', null],
      ['you', 'sound.played', 'request'],
      ['office', 'sound.played', 'complaint'],
    ]);
    expect(await personal.links(talkId)).toMatchObject([{ id: link.id, openedAt: house.time, refused: 1 }]);

    await personal.revoke(talkId, link.id, 'user:x');
    expect(await personal.visit(token), 'the visit under way ends').toBeUndefined();
    await expect(personal.makeCode(talkId, link.id, 'user:x')).rejects.toEqual(code('personal-link-not-found'));
    await expect(personal.revoke(talkId, link.id, 'user:x')).rejects.toEqual(code('personal-link-not-found'));
    expect(await personal.open(secret, first)).toBeUndefined();
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('takes five tries and ten minutes, and a fresh code lets its holder in again', async () => {
    const house = await newHouse();
    const { personal, talkId, link, secret } = await linked(house);
    const { code: right } = await personal.makeCode(talkId, link.id, 'cli');
    const wrong = right === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n++) expect(await personal.open(secret, wrong)).toBeUndefined();
    expect(await personal.open(secret, right), 'the sixth try is too late').toBeUndefined();
    const second = await personal.makeCode(talkId, link.id, 'cli');
    house.time += 10 * MINUTE;
    expect(await personal.open(secret, second.code), 'ten minutes are over').toBeUndefined();
    const third = await personal.makeCode(talkId, link.id, 'cli');
    const fourth = await personal.makeCode(talkId, link.id, 'cli');
    if (third.code !== fourth.code) expect(await personal.open(secret, third.code)).toBeUndefined();
    expect(await personal.open(secret, fourth.code)).toBeDefined();
  });

  it('sends five codes an hour by text message, and none for a stranger', async () => {
    const house = await newHouse();
    const { personal, dossier, talkId, secret, link } = await linked(house, 'sms');
    const { sent, send } = messages();
    await personal.askCode('a secret that somebody guesses', { sms: send });
    for (let n = 0; n < 7; n++) await personal.askCode(secret, { sms: send });
    await dossier.settled();
    expect(sent.map(({ number }) => number)).toEqual(Array(5).fill('+999612345678'));
    house.time += 60 * MINUTE;
    await personal.askCode(secret, { sms: send });
    await dossier.settled();
    expect(sent).toHaveLength(6);
    expect(await personal.open(secret, sent[5]!.code)).toBeDefined();
    const acts = (await dossier.ledger(talkId)).filter(({ act }) => act === 'personal-link.code-made');
    expect(acts).toHaveLength(6);
    expect(JSON.stringify(acts)).not.toContain(sent[5]!.code);
    await personal.askCode(secret, { sms: async () => Promise.reject(new Error('the provider does not answer')) });
    await dossier.settled();
    expect(house.logged.join('\n')).toContain('personal-link.failed');
    expect(house.logged.join('\n')).not.toContain('+999');
    await personal.revoke(talkId, link.id, 'cli');
    await personal.askCode(secret, { sms: send });
    await dossier.settled();
    expect(sent).toHaveLength(6);
  });

  it('gives tickets that work once, for a minute, for their own visit', async () => {
    const house = await newHouse();
    const { personal, talkId, link, secret } = await linked(house);
    const enter = async () =>
      (await personal.open(secret, (await personal.makeCode(talkId, link.id, 'cli')).code))!.token;
    const mine = await enter();
    const other = await enter();
    const ticket = await personal.ticket(mine, 'mp3');
    expect(await personal.useTicket(other, ticket)).toBeUndefined();
    expect(await personal.useTicket(mine, ticket)).toBe('mp3');
    expect(await personal.useTicket(mine, ticket), 'replayed').toBeUndefined();
    const late = await personal.ticket(mine, 'legs');
    house.time += MINUTE;
    expect(await personal.useTicket(mine, late)).toBeUndefined();
    const ofClosed = await personal.ticket(mine, 'mp3');
    await personal.close(mine);
    expect(await personal.useTicket(mine, ofClosed)).toBeUndefined();
    house.time += 30 * MINUTE;
    expect(await personal.visit(other)).toBeUndefined();
  });

  it('survives a restart with its visit, its tickets, its code, and every guess that was counted', async () => {
    const house = await newHouse();
    const { personal, talkId, link, secret } = await linked(house, 'sms');
    const { token } = (await personal.open(secret, (await personal.makeCode(talkId, link.id, 'cli')).code))!;
    const [ticket, used] = [await personal.ticket(token, 'mp3'), await personal.ticket(token, 'legs')];
    await personal.useTicket(token, used);
    const { code: right } = await personal.makeCode(talkId, link.id, 'cli');
    const wrong = right === '000000' ? '000001' : '000000';
    for (let n = 0; n < 4; n++) await personal.open(secret, wrong);
    const { sent, send } = messages();
    for (let n = 0; n < 5; n++) await personal.askCode(secret, { sms: send });
    await house.dossier.settled();
    const { code: last } = await personal.makeCode(talkId, link.id, 'cli');
    for (let n = 0; n < 4; n++) await personal.open(secret, last === wrong ? '111111' : wrong);
    await house.close();
    for (const table of ['entrance', 'visit', 'visit_ticket'])
      expect(JSON.stringify(await meddle(house.database, `select * from ${table}`))).not.toMatch(
        new RegExp([token, ticket, `"${last}"`, secret].join('|')),
      );
    const { personal: after } = await house.open();
    expect(await after.visit(token)).toMatchObject({ talkId, linkId: link.id });
    expect(await after.useTicket(token, used), 'replayed').toBeUndefined();
    expect(await after.useTicket(token, ticket)).toBe('mp3');
    await after.askCode(secret, { sms: send });
    await house.dossier.settled();
    expect(sent, 'five an hour').toHaveLength(5);
    expect(await after.open(secret, last === wrong ? '111111' : wrong), 'the fifth try').toBeUndefined();
    expect(await after.open(secret, last), 'the sixth try is too late').toBeUndefined();
    expect(await after.open(secret, (await after.makeCode(talkId, link.id, 'cli')).code)).toBeDefined();
    await house.close();
    house.time += 3 * 60 * MINUTE;
    await house.open();
    await house.dossier.settled();
    for (const table of ['entrance', 'visit', 'visit_ticket'])
      expect(await meddle(house.database, `select * from ${table}`), table).toEqual([]);
  });

  it('ends with the talk’s key, and says so as to a stranger', async () => {
    const house = await newHouse();
    const { personal, talkId, link, secret } = await linked(house);
    const { code: right } = await personal.makeCode(talkId, link.id, 'cli');
    const { token } = (await personal.open(secret, right))!;
    await house.vault.keys.destroy(talkId);
    expect(await personal.visit(token)).toBeUndefined();
    expect(await personal.open(secret, right)).toBeUndefined();
  });

  it('is for somebody of the talk, with a number that can be called', async () => {
    const house = await newHouse();
    const { personal, talkId, party } = await linked(house);
    await expect(personal.make(talkId, { party: 'nobody', codeBy: 'desk' }, 'cli')).rejects.toEqual(
      code('participant-not-found'),
    );
    for (const number of [undefined, '', '112', 'bel mij'])
      await expect(personal.make(talkId, { party, codeBy: 'sms', number }, 'cli')).rejects.toEqual(
        code('number-malformed'),
      );
  });

  it('is found out by the check when its row is changed, put in or taken out', async () => {
    const house = await newHouse();
    const { dossier } = await linked(house);
    expect(await problemsOf(dossier)).toEqual([]);
    const changed = async (statement: string) => {
      await meddle(house.database, statement);
      return (await problemsOf(dossier)).map(({ place }) => place);
    };
    expect(await changed(`update personal_link set secret_sha256 = 'another'`)).toEqual([
      'table personal_link, column secret_sha256',
    ]);
    expect(await changed('delete from personal_link')).toEqual(['table personal_link']);
  });
});
