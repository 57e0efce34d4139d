/**
 * Records into a vault and says on standard output what was acknowledged, one line each: `RECORDING LEAVES`. A process of
 * its own, to be killed: `writer.ts FOLDER RECORDINGS`. Each leaf holds its own number, over and over.
 */
import { writeSync } from 'node:fs';
import { openVault } from '@woordelijk/vault';

const [folder, count] = [process.argv[2]!, Number(process.argv[3])];
const vault = await openVault({ folder, segmentBytes: 512 * 1024, batchMs: 5 });
const start = Date.now() * 1000;
const event = { kind: 'event' as const, start, duration: 0, content: Buffer.from('{"event":"begin"}') };
const salt = Math.floor(Math.random() * 0xffff_ffff);

async function record(n: number): Promise<never> {
  const id = `01890000-0000-7000-${(0x8000 + n).toString(16)}-${salt.toString(16).padStart(12, '0')}`;
  let { size } = (await vault.begin(id, event)).head;
  for (;;) {
    writeSync(1, `${id} ${size}\n`);
    const content = Buffer.alloc(1600, String(size));
    ({ size } = (
      await vault.append(id, {
        channel: 1,
        leaves: [{ kind: 'entries', start: start + size * 20_000, duration: 20_000, content }],
      })
    ).head);
  }
}

await Promise.all(Array.from({ length: count }, (_, n) => record(n)));
