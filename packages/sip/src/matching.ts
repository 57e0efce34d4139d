/** Which transaction a message belongs to (RFC 3261 section 17.2.3). Pure. */
import { tagOf } from './dialog.ts';
import { parseCSeq } from './headers.ts';
import { header, type SipRequest } from './message.ts';

/** RFC 3261 section 17.2.3; without the magic cookie the rules of RFC 2543 (ACK and CANCEL share the INVITE's key). */
export function transactionKey(message: SipRequest, branch: string, sentBy: string): string {
  if (branch.startsWith('z9hG4bK') && branch.length > 7) return `${branch}|${sentBy}`;
  const number = parseCSeq(header(message, 'cseq'))?.number;
  const from = tagOf(header(message, 'from')) ?? '';
  return `2543|${message.uri}|${from}|${header(message, 'call-id')}|${number}|${sentBy}|${branch}`;
}

/** By this the ACK for a 2xx finds its INVITE: the dialog and the CSeq number. */
export function confirmKey(message: SipRequest, localTag: string): string {
  const number = parseCSeq(header(message, 'cseq'))?.number;
  return `${header(message, 'call-id')}|${tagOf(header(message, 'from')) ?? ''}|${localTag}|${number}`;
}
