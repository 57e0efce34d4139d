/**
 * Destroys, backs up or restores, in a process of its own that is to be killed:
 * `keeper.ts destroy DATA TALK…`, `keeper.ts backup DATA FOLDER RECIPIENT`, `keeper.ts restore FOLDER DATA IDENTITY`.
 */
import { backup, restore } from '@woordelijk/server';
import { openHouse } from './keeper-house.ts';

const [work, ...words] = process.argv.slice(2);
const now = Date.now;
process.stdout.write('ready\n'); // what was loaded is not what is to be killed
if (work === 'destroy') {
  const [data, ...talks] = words;
  const { dossier, close } = await openHouse(data!);
  for (const talk of talks)
    await dossier.destructions.decide(talk, 'decision', 'Geen doel meer.', 'cli').catch(() => 0);
  await dossier.settled();
  await close();
} else if (work === 'backup') {
  const [data, folder, recipient] = words;
  await backup({ data: data!, folder: folder!, recipient: recipient!, version: '0.1.0', env: {}, now });
} else {
  const [folder, data, identityFile] = words;
  await restore({ folder: folder!, data: data!, identityFile: identityFile!, env: {}, now });
}
