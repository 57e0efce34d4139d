/**
 * Recording metadata (RFC 7865, RFC 7866 and the drafts that real clients still speak). Lenient in names and shapes,
 * strict in size: no document type, no entities of its own, bounded depth and number of elements. Oddities give
 * warnings; only text that is no XML, or no recording, gives undefined.
 */
import { SaxesParser } from 'saxes';
import { type Drop, dropSilently } from './junk.ts';

export interface MetadataParticipant {
  readonly id: string;
  /** Address of record as received. */
  readonly aor?: string;
  readonly name?: string;
}

export interface MetadataStream {
  readonly id: string;
  readonly label?: string;
}

export interface MetadataAssociation {
  readonly participant: string;
  /** Stream ids that carry this participant's voice. */
  readonly send: readonly string[];
  readonly receive: readonly string[];
  /** Epoch milliseconds. */
  readonly associated?: number;
  readonly disassociated?: number;
}

export interface RecordingMetadata {
  readonly mode: 'complete' | 'partial';
  readonly sessions: readonly { readonly id: string; readonly startedAt?: number }[];
  readonly participants: readonly MetadataParticipant[];
  readonly streams: readonly MetadataStream[];
  readonly associations: readonly MetadataAssociation[];
  readonly warnings: readonly string[];
}

export const METADATA_LIMITS = { bytes: 65_536, depth: 32, elements: 2_048, attributes: 32, text: 2_048, warnings: 20 };

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const ROOTS = ['recording', 'recording_metadata', 'recording-metadata'];
const KNOWN_NAMESPACE = /^urn:ietf:params:xml:ns:(recording(:1)?|siprec)$/;

/** Parses rs-metadata. Undefined and one call of `drop` for what cannot be read at all. */
export function parseMetadata(bytes: Uint8Array, drop: Drop = dropSilently): RecordingMetadata | undefined {
  if (bytes.length > METADATA_LIMITS.bytes) return junk(drop);
  const warnings: string[] = [];
  const warn = (text: string) => {
    if (warnings.length < METADATA_LIMITS.warnings) warnings.push(text);
  };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const root = readTree(text.replace(/^\uFEFF/, '').trimStart(), warn);
  if (root === undefined || !ROOTS.includes(root.name)) return junk(drop);
  const namespace = Object.entries(root.attributes).find(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (namespace === undefined || !KNOWN_NAMESPACE.test(namespace[1])) warn('unknown namespace');
  return { ...readRecording(root, warn), warnings };
}

class Abort extends Error {}

/** The element tree; undefined for broken beginnings, a document type, or too much of anything. */
function readTree(text: string, warn: (text: string) => void): Element | undefined {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const open: Element[] = [];
  let root: Element | undefined;
  let elements = 0;
  parser.on('error', () => warn('not well-formed'));
  parser.on('doctype', () => {
    throw new Abort();
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    const attributes = Object.entries(tag.attributes);
    if (elements > METADATA_LIMITS.elements || open.length >= METADATA_LIMITS.depth) throw new Abort();
    if (attributes.length > METADATA_LIMITS.attributes) throw new Abort();
    const element: Element = {
      name: localName(tag.name),
      attributes: Object.fromEntries(attributes.map(([name, value]) => [attributeName(name), value])),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const onText = (piece: string) => {
    const element = open.at(-1);
    if (element !== undefined && element.text.length < METADATA_LIMITS.text)
      element.text = (element.text + piece).slice(0, METADATA_LIMITS.text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    open.pop();
  });
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return root;
}

function readRecording(root: Element, warn: (text: string) => void): Omit<RecordingMetadata, 'warnings'> {
  const all = descendants(root);
  const mode = (childText(root, 'datamode') ?? 'complete').toLowerCase();
  if (mode !== 'complete' && mode !== 'partial') warn('unknown datamode');
  const participants: MetadataParticipant[] = [];
  const associations: MetadataAssociation[] = [];
  for (const element of all) {
    if (element.name === 'participant') {
      const participant = readParticipant(element);
      if (participant === undefined) warn('participant without id');
      else participants.push(participant);
      if (participant !== undefined && element.children.some((c) => c.name === 'send' || c.name === 'recv'))
        associations.push(readAssociation(element, participant.id)); // older drafts
    } else if (element.name === 'participantstreamassoc') {
      const id = element.attributes.participant_id ?? element.attributes.participant ?? element.attributes.id;
      if (!id) warn('association without participant');
      else associations.push(readAssociation(element, id));
    }
  }
  const streams = all.flatMap((element) => {
    if (element.name !== 'stream') return [];
    const id = idOf(element);
    if (id === undefined) {
      warn('stream without id');
      return [];
    }
    const label = childText(element, 'label') ?? element.attributes.label;
    return [{ id, ...(label === undefined ? {} : { label }) }];
  });
  const sessions = all.flatMap((element) => {
    const id = element.name === 'session' ? idOf(element) : undefined;
    if (id === undefined) return [];
    const startedAt = parseTime(childText(element, 'start-time'));
    return [{ id, ...(startedAt === undefined ? {} : { startedAt }) }];
  });
  return { mode: mode === 'partial' ? 'partial' : 'complete', sessions, participants, streams, associations };
}

function readParticipant(element: Element): MetadataParticipant | undefined {
  const id = idOf(element);
  if (id === undefined) return undefined;
  const nameId = element.children.find((c) => c.name === 'nameid');
  const aor = nameId?.attributes.aor ?? (nameId && childText(nameId, 'aor')) ?? childText(element, 'aor');
  const name = (nameId && childText(nameId, 'name')) ?? childText(element, 'name');
  return { id, ...(aor ? { aor } : {}), ...(name ? { name } : {}) };
}

function readAssociation(element: Element, participant: string): MetadataAssociation {
  const ids = (name: string) =>
    element.children
      .flatMap((c) => (c.name === name ? ((c.text.trim() || idOf(c)) ?? []) : []))
      .filter((id) => id !== '');
  const associated = parseTime(childText(element, 'associate-time'));
  const disassociated = parseTime(childText(element, 'disassociate-time'));
  return {
    participant,
    send: ids('send'),
    receive: ids('recv'),
    ...(associated === undefined ? {} : { associated }),
    ...(disassociated === undefined ? {} : { disassociated }),
  };
}

/**
 * The state after an update (RFC 7866 section 10.1.1): a complete one replaces, a partial one replaces the objects it
 * names and leaves the rest. An association without streams keeps those it had and takes over the times only.
 */
export function mergeMetadata(current: RecordingMetadata | undefined, update: RecordingMetadata): RecordingMetadata {
  if (update.mode === 'complete' || current === undefined) return update;
  const associations = new Map(current.associations.map((a) => [a.participant, a]));
  for (const a of update.associations) {
    const known = associations.get(a.participant);
    const same = known !== undefined && a.send.length === 0 && a.receive.length === 0;
    associations.set(a.participant, same ? { ...a, send: known.send, receive: known.receive } : a);
  }
  return {
    mode: 'complete',
    sessions: byId(current.sessions, update.sessions),
    participants: byId(current.participants, update.participants).slice(0, METADATA_LIMITS.elements),
    streams: byId(current.streams, update.streams).slice(0, METADATA_LIMITS.elements),
    associations: [...associations.values()].slice(0, METADATA_LIMITS.elements),
    warnings: update.warnings,
  };
}

function byId<T extends { readonly id: string }>(current: readonly T[], update: readonly T[]): T[] {
  const merged = new Map(current.map((item) => [item.id, item]));
  for (const item of update) merged.set(item.id, { ...merged.get(item.id), ...item });
  return [...merged.values()];
}

/** Times as clients write them: RFC 3339, also with `+0000` and with a space for the T. Epoch milliseconds. */
export function parseTime(text: string | undefined): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?\s*(Z|z|[+-]\d{2}:?\d{2})?$/.exec(
    text?.trim() ?? '',
  );
  if (match === null) return undefined;
  const zone = (match[4] ?? 'Z').toUpperCase().replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const time = Date.parse(`${match[1]}T${match[2]}${(match[3] ?? '').slice(0, 4)}${zone}`);
  return Number.isNaN(time) ? undefined : time;
}

function idOf(element: Element): string | undefined {
  const named = element.attributes[`${element.name}_id`] ?? element.attributes.id;
  return named === undefined || named === '' ? undefined : named.slice(0, 512);
}

function childText(element: Element, name: string): string | undefined {
  const text = element.children.find((c) => c.name === name)?.text.trim();
  return text === '' ? undefined : text;
}

function descendants(element: Element): Element[] {
  return element.children.flatMap((child) => [child, ...descendants(child)]);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function attributeName(name: string): string {
  return name.startsWith('xmlns') ? name : localName(name);
}

function junk(drop: Drop): undefined {
  drop('metadata');
  return undefined;
}
