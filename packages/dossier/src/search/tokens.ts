/**
 * Search without clear text. For each name and number the beginnings (and for numbers the endings) a person may type are
 * turned into tokens, 53 bits of an HMAC under the search key; a typed word is turned into one token and looked up. See
 * docs/decisions, "search by keyed tokens".
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { PartyDetail } from '../ledger/acts.ts';

/** Shortest and longest beginning of a name word that is kept; a longer typed word is cut to the longest. */
const NAME_FROM = 2;
const NAME_TO = 16;
/** Shortest part of a number that is kept. */
const NUMBER_FROM = 3;
/** A name has few words; what an attacker sends has many. */
const MOST_WORDS = 12;

/** The tokens by which a talk with these parties is found. */
export function tokensOf(searchKey: Uint8Array, parties: readonly PartyDetail[]): number[] {
  const parts = new Set<string>();
  for (const party of parties) {
    for (const word of wordsIn(party.name ?? '')) addBeginnings(parts, word, NAME_FROM, NAME_TO);
    if (party.number !== null) addNumber(parts, party.number);
    else for (const word of wordsIn(userPart(party.aor ?? ''))) addBeginnings(parts, word, NAME_FROM, NAME_TO);
  }
  return [...new Set([...parts].map((part) => tokenOf(searchKey, part)))];
}

/**
 * The tokens a talk must have to match what was typed: one per word, the longest first. Words too short to have
 * been kept are left out, so an empty list finds everything.
 */
export function tokensFor(searchKey: Uint8Array, typed: string): number[] {
  const parts: string[] = [];
  for (const piece of piecesOf(typed.slice(0, 200))) {
    if (/^\+?\d+$/.test(piece)) {
      // A long number after 00 is meant as dialled from abroad; every other form was kept as it may be typed.
      const number = piece.replace(/^(\+|00(?=[1-9]\d{6}))/, '');
      if (number.length >= NUMBER_FROM) parts.push(number.slice(0, 15));
    } else
      for (const word of wordsIn(piece)) if (word.length >= NAME_FROM) parts.push([...word].slice(0, NAME_TO).join(''));
  }
  const telling = [...new Set(parts)].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
  return telling.map((part) => tokenOf(searchKey, part));
}

/** Lower case without accents: é is e, ĳ is ij. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Typed text cut at white space, but a number written with spaces, dots or dashes stays one piece. */
function piecesOf(typed: string): string[] {
  const joined = typed.replace(/\+?\(?\d[\d\s().-]*\d/g, (number) => ` ${number.replace(/[\s().-]/g, '')} `);
  return joined.split(/\s+/).filter((piece) => piece.length > 0);
}

function wordsIn(text: string): string[] {
  const words = folded(text.slice(0, 300)).split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word.length > 0).slice(0, MOST_WORDS);
}

function userPart(aor: string): string {
  const user = /^<?(?:sips?:)?([^@;>]*)@/i.exec(aor.slice(0, 256))?.[1] ?? '';
  return user;
}

function addBeginnings(parts: Set<string>, word: string, from: number, to: number): void {
  const letters = [...word];
  for (let n = from; n <= Math.min(letters.length, to); n++) parts.add(letters.slice(0, n).join(''));
}

/** Beginnings with and without the country, and endings. */
function addNumber(parts: Set<string>, number: string): void {
  const digits = number.replace('+', '').slice(0, 15);
  addBeginnings(parts, digits, NUMBER_FROM, 15);
  if (number.startsWith('+31')) addBeginnings(parts, `0${digits.slice(2)}`, NUMBER_FROM, 15);
  for (let n = NUMBER_FROM; n <= digits.length; n++) parts.add(digits.slice(digits.length - n));
}

function tokenOf(searchKey: Uint8Array, part: string): number {
  let key = prepared.get(searchKey);
  if (key === undefined) {
    key = createSecretKey(searchKey);
    prepared.set(searchKey, key);
  }
  const mac = createHmac('sha256', key).update(part, 'utf8').digest();
  return mac.readUIntBE(0, 6) * 32 + (mac[6]! >> 3);
}

/** Search keys made ready for use: a talk takes eighty HMACs, and making a key of bytes costs more than one of those. */
const prepared = new WeakMap<Uint8Array, KeyObject>();
