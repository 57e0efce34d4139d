import { describe, expect, it } from 'vitest';
import { MailRefused, type SendMail } from '../src/index.ts';
import { meddle } from './database.ts';
import { closedHouse, problemsOf, storedTalk, type TestHouse } from './house.ts';

const MINUTE = 60_000;
const code = (code: string) => expect.objectContaining({ code });
const through = (vault: TestHouse['vault']) => vault;

/** A house with a mail server that says what it is told to. */
async function withMail() {
  const house = await closedHouse();
  const sent: { id: string; to: string; text: string }[] = [];
  let answer: 'takes' | 'busy' | 'refuses' = 'takes';
  const sendMail: SendMail = async ({ id, to, text }) => {
    if (answer === 'busy') throw Object.assign(new Error('come back later'), { code: 'ECONNECTION' });
    if (answer === 'refuses') throw new MailRefused('smtp-550');
    sent.push({ id, to, text });
  };
  const open = () => house.open(through as never, { sendMail });
  await open();
  const { talkId } = await storedTalk(house);
  const invite = (to = 'inwoner@post.example', codeBy: 'desk' | 'mail' = 'desk') =>
    house.dossier.personal.make(
      talkId,
      {
        party: 'p1',
        codeBy,
        ...(codeBy === 'mail' ? { number: to } : {}),
        mail: { to, message: (secret) => ({ subject: 'Uw pagina', text: `link ${secret}`, html: `<p>${secret}</p>` }) },
      },
      'cli',
    );
  const says = (next: typeof answer) => {
    answer = next;
  };
  return { house, talkId, sent, open, invite, says };
}

describe('mail', () => {
  it('goes with the link that it holds, and is forgotten when it is sent', async () => {
    const { house, talkId, sent, invite } = await withMail();
    const { secret } = await invite();
    await house.dossier.settled();
    expect(sent).toMatchObject([{ to: 'inwoner@post.example', text: `link ${secret}` }]);
    expect(await house.dossier.mails.of(talkId)).toMatchObject([{ state: 'sent', tries: 1, name: 'Inwoner Één' }]);
    const [row] = await meddle(house.database, 'select sealed, state from mail');
    expect(row).toMatchObject({ sealed: null, state: 'sent' });
    await expect(invite('a@post.example', 'mail')).rejects.toEqual(code('mail-same-way'));
    await expect(invite('no address')).rejects.toEqual(code('mail-malformed'));
    await expect(invite('a@post.example\r\nBcc: b@post.example')).rejects.toEqual(code('mail-malformed'));
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('that is not taken waits longer each time, outlives a stop without warning, and is sent once', async () => {
    const { house, talkId, sent, open, invite, says } = await withMail();
    says('busy');
    await invite();
    await house.dossier.settled();
    expect(await house.dossier.mails.of(talkId)).toMatchObject([
      { state: 'waiting', tries: 1, failure: 'ECONNECTION' },
    ]);
    house.forget(); // killed
    says('takes');
    await open();
    await house.dossier.settled();
    expect(sent, 'not before its time').toEqual([]);
    house.time += 2 * MINUTE;
    await house.dossier.settled();
    await house.dossier.settled();
    expect(sent).toHaveLength(1);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('that is refused, or not taken for two days, is given up where the office sees it, and can be sent again', async () => {
    const { house, talkId, sent, invite, says } = await withMail();
    says('refuses');
    await invite();
    await house.dossier.settled();
    const [mail] = await house.dossier.mails.of(talkId);
    expect(mail).toMatchObject({ state: 'failed', failure: 'smtp-550' });
    says('takes');
    await house.dossier.mails.retry(talkId, mail!.id, { actor: 'cli' });
    await house.dossier.settled();
    expect(sent).toHaveLength(1);
    await expect(house.dossier.mails.retry(talkId, mail!.id, { actor: 'cli' })).rejects.toEqual(
      code('mail-not-failed'),
    );
    says('busy');
    await invite();
    for (let n = 0; n < 40; n++) {
      house.time += 2 * 60 * MINUTE;
      await house.dossier.settled();
    }
    expect((await house.dossier.mails.of(talkId))[0]).toMatchObject({ state: 'failed', failure: 'ECONNECTION' });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('stops for who wants no more, also what still waited, by link alone', async () => {
    const { house, talkId, sent, invite, says } = await withMail();
    says('busy');
    const { secret } = await invite();
    await house.dossier.settled();
    const news = { subject: 'Nieuws', text: 'Er staat iets nieuws.', html: '<p>Er staat iets nieuws.</p>' };
    await house.dossier.mails.tell(talkId, 'p2', news, 'cli'); // no address: nothing happens
    expect(await house.dossier.mails.of(talkId)).toHaveLength(1);
    await house.dossier.personal.stopMail('a secret that somebody guesses');
    await house.dossier.personal.stopMail(secret);
    await house.dossier.settled();
    expect(await house.dossier.mails.of(talkId)).toMatchObject([{ state: 'stopped' }]);
    expect(await house.dossier.mails.reaches(talkId, 'p1')).toBe('stopped');
    says('takes');
    await house.dossier.mails.tell(talkId, 'p1', news, 'cli');
    house.time += 60 * MINUTE;
    await house.dossier.settled();
    expect(sent).toEqual([]);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });
});
