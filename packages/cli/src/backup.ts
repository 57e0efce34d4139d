/** `woordelijk backup`, `backup-key` and `restore`: needs no server, and may run beside one. */
import { type BackupReport, backup, makeBackupKey, type RestoreReport, restore } from '@woordelijk/server';
import { dataFolder } from './connect.ts';
import { say } from './output.ts';
import { VERSION } from './version.ts';

const STEPS: Readonly<Record<string, string>> = {
  database: 'the database',
  keys: 'keys',
  journal: 'talks under way',
  objects: 'recordings',
  destroyed: 'what was destroyed',
};

/** Makes the identity file, and gives the recipient. */
export async function backupKey(file: string): Promise<{ file: string; recipient: string }> {
  const recipient = await makeBackupKey(file);
  say(`Keep ${file} elsewhere: without it no backup opens, with it every backup does.`);
  return { file, recipient };
}

/** Backs the data folder up. */
export async function makeBackup(folder: string, recipient: string): Promise<BackupReport> {
  return await backup({
    data: dataFolder(),
    folder,
    recipient,
    version: VERSION,
    env: process.env,
    now: Date.now,
    progress: telling(),
  });
}

/** Restores into a data folder that is not there yet. */
export async function restoreBackup(
  folder: string,
  { data, identity, snapshot }: { data: string; identity: string; snapshot?: string },
): Promise<RestoreReport> {
  return await restore({
    folder,
    data,
    identityFile: identity,
    ...(snapshot === undefined ? {} : { snapshot }),
    env: process.env,
    now: Date.now,
    progress: telling(),
  });
}

/** Says a step when it begins, and how far it is at most once a second. */
function telling(): (step: string, done: number, of: number) => void {
  let [last, at] = ['', 0];
  return (step, done, of) => {
    const now = Date.now();
    if (step === last && now - at < 1000) return;
    [last, at] = [step, now];
    say(of > 1 ? `${STEPS[step] ?? step}: ${done} of ${of}` : `${STEPS[step] ?? step} …`);
  };
}
