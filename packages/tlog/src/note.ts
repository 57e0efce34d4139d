/**
 * Signed notes: text, a blank line, and a signature line per signer (C2SP signed-note), and the verifier keys that go
 * with them (`name+hash+base64`). Ed25519 only (signature type 0x01).
 */
import type { Sha256 } from './merkle.ts';

const ED25519 = 1;
const SIGNATURE_LENGTH = 64;

export interface NoteSignature {
  readonly name: string;
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Note {
  /** Ends in a newline; what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface VerifierKey {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** Key id by which a signature line names its key. */
export function noteKeyId(sha256: Sha256, name: string, publicKey: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`${name}\n`);
  const bytes = new Uint8Array(head.length + 1 + publicKey.length);
  bytes.set(head);
  bytes[head.length] = ED25519;
  bytes.set(publicKey, head.length + 1);
  return sha256(bytes).slice(0, 4);
}

/** Writes a verifier key. Throws RangeError for a name with spaces, `+` or control characters, or a key that is not 32 bytes. */
export function formatVerifierKey(sha256: Sha256, name: string, publicKey: Uint8Array): string {
  if (!isKeyName(name)) throw new RangeError(`'${name}' cannot be a key name: no spaces, no plus sign, not empty.`);
  if (publicKey.length !== 32) throw new RangeError('An Ed25519 public key has 32 bytes.');
  const typed = new Uint8Array(33);
  typed[0] = ED25519;
  typed.set(publicKey, 1);
  return `${name}+${hex(noteKeyId(sha256, name, publicKey))}+${toBase64(typed)}`;
}

/** Reads a verifier key; undefined where it is malformed or its hash does not fit. */
export function parseVerifierKey(sha256: Sha256, text: string): VerifierKey | undefined {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  if (match === null) return undefined;
  const name = match[1]!;
  const typed = fromBase64(match[3]!);
  if (typed === undefined || typed.length !== 33 || typed[0] !== ED25519) return undefined;
  const publicKey = typed.slice(1);
  const keyId = noteKeyId(sha256, name, publicKey);
  return hex(keyId) === match[2] ? { name, keyId, publicKey } : undefined;
}

/** Writes a note. `text` must end in a newline and hold no control characters but newlines. */
export function formatNote(note: Note): string {
  if (!isNoteText(note.text))
    throw new RangeError('A note is non-empty text that ends in a newline, without control characters.');
  const lines = note.signatures.map(({ name, keyId, signature }) => {
    const bytes = new Uint8Array(4 + signature.length);
    bytes.set(keyId);
    bytes.set(signature, 4);
    return `\u2014 ${name} ${toBase64(bytes)}\n`;
  });
  return `${note.text}\n${lines.join('')}`;
}

/** Reads a note; undefined where it is malformed. Says nothing about whether a signature is right. */
export function parseNote(note: string): Note | undefined {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, cut + 1);
  if (!isNoteText(text)) return undefined;
  const lines = note.slice(cut + 2, -1).split('\n');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const match = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    const bytes = match === null ? undefined : fromBase64(match[2]!);
    if (match === null || bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name: match[1]!, keyId: bytes.slice(0, 4), signature: bytes.slice(4) });
  }
  return { text, signatures };
}

/** The signature on `note` that names `key` and could be an Ed25519 one; undefined where there is none. */
export function signatureBy(note: Note, key: VerifierKey): Uint8Array | undefined {
  return note.signatures.find(
    (s) => s.name === key.name && hex(s.keyId) === hex(key.keyId) && s.signature.length === SIGNATURE_LENGTH,
  )?.signature;
}

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Strict standard base64; undefined where it is not in canonical form. */
export function fromBase64(text: string): Uint8Array | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

function isKeyName(name: string): boolean {
  return name.length > 0 && !/[\s+]/u.test(name) && !hasControls(name);
}

function isNoteText(text: string): boolean {
  return text.length > 1 && text.endsWith('\n') && !hasControls(text.replaceAll('\n', ''));
}

function hasControls(text: string): boolean {
  return /[\u0000-\u001f\u007f\ufffd]/u.test(text);
}
