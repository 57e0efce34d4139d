/**
 * A recording's note on the device: what it is, who may deliver it, and how far it is. A file of lines, each the whole
 * note as JSON; the last whole line counts, so a crash while writing leaves the one before.
 */
import type { NewRecording } from '@woordelijk/api';
import type { AppendFile, Disk } from './files.ts';

export const NOTE_FILE = 'note.jsonl';

/** Why a recording does not go up, though there is a network. */
export type Trouble =
  | 'login-needed' // somebody must log in before the server takes it
  | 'refused' // the server does not take it: see `code`
  | 'damaged' // what lies on this device was changed
  | 'device-full' // this device has no room to write down how far it is; tried again
  | 'device-failed'; // this device does not give what lies on it; tried again

/** What every note holds. */
interface AnyNote {
  readonly recordingId: string;
  /** The right to deliver it. */
  readonly secret: string;
  /** Public key of the server, or of this device, base64url: what the parts are sealed to. */
  readonly readerKey: string;
  /** Set when the server has begun it; of an own one its own id. */
  readonly talkId: string | null;
  /** Set when the official stopped it. */
  readonly end: { readonly endedAt: string; readonly ending: 'stopped' | 'private' } | null;
}

/** A recording that is delivered. */
export interface OfficeNote extends AnyNote {
  readonly link?: undefined;
  /** What the server is told at the beginning. */
  readonly begin: NewRecording;
}

/** A recording of the other side, that stays on this device. */
export interface OwnNote extends AnyNote {
  /** Secret of the link by which it was begun. */
  readonly link: string;
  readonly begin: Pick<NewRecording, 'startedAt' | 'secretSha256' | 'participants'>;
}

export type Note = OfficeNote | OwnNote;

/** What changes in a note: the server began it, or somebody stopped it. */
export type NoteChange = Partial<Pick<Note, 'talkId' | 'end'>>;

/** The last whole note; undefined where there is none. */
export function readNote(file: AppendFile): Note | undefined {
  const text = new TextDecoder().decode(file.read(0, file.size));
  const lines = text.split('\n');
  lines.pop(); // nothing, or a torn line
  for (const line of lines.reverse())
    try {
      return JSON.parse(line) as Note;
    } catch {
      // torn by a crash and written over: the one before counts
    }
  return undefined;
}

/** Writes the note; on disk when it returns. */
export async function writeNote(disk: Disk, note: Note): Promise<void> {
  const file = await disk.open(note.recordingId, NOTE_FILE);
  try {
    file.append(new TextEncoder().encode(`${file.size > 0 ? '\n' : ''}${JSON.stringify(note)}\n`));
    file.flush();
  } finally {
    file.close();
  }
}
