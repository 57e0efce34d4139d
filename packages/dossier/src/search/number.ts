/** Telephone numbers out of what the wire calls an address. */

/**
 * The number in a SIP or tel URI, or in bare text: E.164 (`+31…`) where that is sure, the digits as received where it is
 * not, null where there is no number in it. Sure are: a number with +, one with the international prefix 00, and ten
 * digits that begin with a single 0 (the Dutch national form; 0800 and 0900 have other lengths and stay as they are).
 */
export function numberIn(address: string | undefined): string | null {
  if (address === undefined) return null;
  const text = address.slice(0, 512);
  const uri = /<([^>]*)/.exec(text)?.[1] ?? text; // with or without a display name
  const user = /^\s*(?:sips?:|tel:)?\s*([^@;?]*)/i.exec(uri)?.[1] ?? '';
  const plain = percentDecoded(user).replace(/[\s().\-/]/g, '');
  if (!/^\+?\d{3,20}$/.test(plain)) return null;
  if (/^\+[1-9]\d{2,14}$/.test(plain)) return plain;
  if (/^00[1-9]\d{6,13}$/.test(plain)) return `+${plain.slice(2)}`;
  if (/^0[1-9]\d{8}$/.test(plain) && !/^0[89]00/.test(plain)) return `+31${plain.slice(1)}`;
  return plain;
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
