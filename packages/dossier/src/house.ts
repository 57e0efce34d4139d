import type { Vault } from '@woordelijk/vault';
import type { Database } from './db/database.ts';
import { uuidv7 } from './id.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { SendMail } from './mail/face.ts';

/** Something worth a line in the log. Never holds names, numbers or text from the wire. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly [field: string]: string | number;
}

/** `house`: the installation itself, for acts that concern no organisation's talks. */
export type BuiltIn = 'house' | 'unassigned' | 'demo';

/** What reading and checking need. */
export interface ReadHouse {
  readonly database: Database;
  readonly vault: { readonly keys: Pick<Vault['keys'], 'get'> };
  /** 32 bytes: names and numbers are searched through HMACs under this key. */
  readonly searchKey: Uint8Array;
}

/** What every act needs; made once by `openDossier` and passed down. */
export interface House extends ReadHouse {
  readonly vault: Vault;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Secret random bytes. */
  readonly random: (length: number) => Uint8Array;
  readonly log: (line: LogLine) => void;
  /** Work under way per recording; see recording/in-turn.ts. */
  readonly turns: Map<string, Promise<unknown>>;
  /** Hands mail to a mail server; undefined: there is none here. */
  readonly sendMail: SendMail | undefined;
  /** Work that must be done once though the server may stop. */
  readonly jobs: Jobs;
  /** Ids of the organisations that are always there. */
  readonly builtIn: Readonly<Record<BuiltIn, string>>;
}

/** A fresh row id. */
export function newId(house: Pick<House, 'now' | 'random'>): string {
  return uuidv7(house.now(), house.random);
}
