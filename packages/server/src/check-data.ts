import { join, resolve } from 'node:path';
import { checkDossier } from '@woordelijk/dossier';
import { auditVault, readKeys } from '@woordelijk/vault';
import { readConfig } from './config.ts';

/** What the check of a whole data folder says. */
export interface DataReport {
  readonly state: 'intact' | 'damaged';
  /** One sentence for a person. */
  readonly meaning: string;
  readonly recordings: readonly {
    readonly recording: string;
    /** `running`: still in the journal, checked as far as it goes. */
    readonly state: 'intact' | 'running' | 'damaged';
    readonly leaves: number;
    readonly fingerprint: string | null;
  }[];
  /** Everything that is not as it should be: where, and what it means. */
  readonly problems: readonly {
    readonly place: string;
    readonly meaning: string;
    readonly recording?: string;
    readonly talk?: string;
  }[];
}

/**
 * Checks keys, objects, journal, database and ledger of a data folder as they lie there. Writes nothing, so it may run
 * beside the server. `env` names the database where that is not the folder's own.
 */
export async function checkData(data: string, env: Readonly<Record<string, string | undefined>>): Promise<DataReport> {
  const folder = resolve(data);
  const config = readConfig({
    flags: { data: folder },
    env: { DATABASE_URL: env.DATABASE_URL, WOORDELIJK_DATABASE: env.WOORDELIJK_DATABASE },
    cwd: '/',
  });
  const recordings: DataReport['recordings'][number][] = [];
  const problems: DataReport['problems'][number][] = [];
  for await (const line of auditVault(folder)) {
    if (line.what === 'problem')
      problems.push({
        place: line.place,
        meaning: line.meaning,
        ...(line.recording === undefined ? {} : { recording: line.recording }),
      });
    else if (line.what === 'journal')
      recordings.push({
        recording: line.recording,
        state: line.closed ? 'intact' : 'running',
        leaves: line.leaves,
        fingerprint: null,
      });
    else {
      const { state, leaves, root, findings } = line.verification;
      recordings.push({ recording: line.recording, state, leaves, fingerprint: root });
      problems.push(
        ...findings.map(({ place, meaning }) => ({
          recording: line.recording,
          place: `object of recording ${line.recording}: ${place}`,
          meaning,
        })),
      );
    }
  }
  for await (const { place, meaning, talkId, recordingId } of dossierProblems(folder, config.database)) {
    problems.push({
      place,
      meaning,
      ...(recordingId === undefined ? {} : { recording: recordingId }),
      ...(talkId === undefined ? {} : { talk: talkId }),
    });
  }
  const damaged = problems.length > 0;
  return {
    state: damaged ? 'damaged' : 'intact',
    meaning: damaged
      ? `${problems.length} things are not as they should be; each is named under problems.`
      : `${recordings.length} recordings, the journal, the keys and the ledger are unchanged since this server signed them; no proof against its own operator.`,
    recordings,
    problems,
  };
}

async function* dossierProblems(
  folder: string,
  database: Parameters<typeof checkDossier>[0]['database'],
): ReturnType<typeof checkDossier> {
  let keys: Awaited<ReturnType<typeof readKeys>>;
  try {
    keys = await readKeys(join(folder, 'keys'));
  } catch {
    return; // told already by the check of the vault
  }
  yield* checkDossier({ database, keys, searchKey: keys.derive('search') });
}
