import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkData, type DataReport } from '@woordelijk/server';
import { checkExport, type ExportReport, isExport } from './check-export.ts';
import { CliError } from './output.ts';

/**
 * Checks a copy or a data folder. `keys`: verifier keys, or names of files that hold them. `held`: a file of fingerprints
 * that the other side kept during the talk (page `/vingerafdruk`).
 */
export async function verify(path: string, keys: readonly string[], held?: string): Promise<ExportReport | DataReport> {
  const pinned = await Promise.all(keys.map(keyText));
  if ((await stat(path).catch(() => undefined)) === undefined)
    throw new CliError('nothing-there', `There is nothing at ${path}.`);
  if (await isExport(path)) return checkExport(path, pinned, held === undefined ? [] : await headsIn(held));
  if ((await stat(join(path, 'keys')).catch(() => undefined))?.isDirectory() === true)
    return checkData(path, process.env);
  throw new CliError(
    'nothing-to-verify',
    `${path} is neither a copy made by 'woordelijk export' (with its folder 'proof') nor a data folder of Woordelijk.`,
  );
}

async function keyText(given: string): Promise<string> {
  const text = given.includes('+') ? given : await readFile(given, 'utf8').catch(() => given);
  if (!/^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\s*$/.test(text)) {
    throw new CliError(
      'key-malformed',
      `'${given}' is not a verifier key (name+hash+base64), nor a file that holds one.`,
    );
  }
  return text.trim();
}

async function headsIn(file: string): Promise<{ size: number; root: Uint8Array }[]> {
  try {
    const { heads } = JSON.parse(await readFile(file, 'utf8')) as { heads: { size: number; root: string }[] };
    return heads.map(({ size, root }) => {
      if (!Number.isSafeInteger(size) || !/^[0-9a-f]{64}$/.test(root)) throw new TypeError('a head is malformed');
      return { size, root: Buffer.from(root, 'hex') };
    });
  } catch (cause) {
    throw new CliError('heads-malformed', `'${file}' is no file of fingerprints as the page /vingerafdruk saves it.`, {
      cause,
    });
  }
}
