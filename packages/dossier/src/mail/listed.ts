/**
 * Mail of the house itself to who is listed as a contact for privacy: that there is something, and where to look; nothing of
 * what it is about. Where no mail server was set up, or nobody listed has an address, the pages alone tell.
 */
import { codeOf } from '../error.ts';
import type { House } from '../house.ts';
import { contacts } from '../staff/contacts.ts';
import type { Contact } from '../staff/face.ts';
import { MailRefused } from './face.ts';

const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/;

/** What is mailed; each paragraph in Dutch and in English, since whoever looks after privacy may read either. */
export interface ListedMail {
  /** The same for the same mail, so that a mail server that gets it twice can tell. */
  readonly id: string;
  readonly subject: string;
  readonly nl: readonly string[];
  readonly en: readonly string[];
}

/** Addresses of those who are listed for one of these duties, each once. */
export async function addressesOf(
  house: House,
  organisationId: string,
  duties: readonly Contact['duty'][],
): Promise<string[]> {
  const listed = (await contacts(house, organisationId)).filter(({ duty }) => duties.includes(duty));
  return [...new Set(listed.map(({ reach }) => reach.trim()).filter((reach) => ADDRESS.test(reach)))];
}

/**
 * Sends it to each, and gives how many a mail server took. Undefined: none, and at least one may be taken later, so that it is
 * to be tried again; where one of them has it, nobody is mailed the same again and again for another's sake.
 */
export async function mailListed(
  house: House,
  to: readonly string[],
  { id, subject, nl, en }: ListedMail,
): Promise<number | undefined> {
  if (house.sendMail === undefined) return 0;
  const text = [...nl, ...en].join('\n\n');
  const html = [
    ...nl.map((one) => `<p>${escaped(one)}</p>`),
    ...en.map((one) => `<p lang="en">${escaped(one)}</p>`),
  ].join('');
  let taken = 0;
  let later = false;
  for (const [place, address] of to.entries()) {
    try {
      await house.sendMail({ id: `${id}-${place}`, to: address, subject, text, html });
      taken++;
    } catch (error) {
      const code = codeOf(error);
      house.log({ level: 'warn', event: 'listed-mail.not-taken', code });
      later ||= !(error instanceof MailRefused);
    }
  }
  return taken === 0 && later ? undefined : taken;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
