/** The ways by which codes go out. */
import type { CodeWay, SendCode, Senders } from '@woordelijk/dossier';
import { HttpProblem } from './problems.ts';

/** Throws where codes cannot be sent this way. */
export function canSend(senders: Senders, way: CodeWay): void {
  if (way === 'desk' || senders[way] !== undefined) return;
  throw new HttpProblem(way === 'sms' ? 'sms-not-set' : 'mail-not-set');
}

/** Sends a text message by handing number and text to a web address of the organisation (setting `sms-webhook`). */
export function smsWebhook(address: string, ask: typeof fetch = fetch): SendCode {
  return async (to, code) => {
    const text = `Uw code is ${code}. U kunt hem 10 minuten gebruiken. Geef de code aan niemand.`;
    const answer = await ask(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to, text }),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new SmsRefused(answer.status);
  };
}

/** The text message service did not take a message. */
export class SmsRefused extends Error {
  readonly code = 'sms-refused';
  constructor(status: number) {
    super(`The text message service answered with status ${status}. Look at the setting sms-webhook.`);
    this.name = 'SmsRefused';
  }
}
