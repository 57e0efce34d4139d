import { expect, it } from 'vitest';
import { meddle } from './database.ts';
import { newHouse, problemsOf } from './house.ts';

const asking = { actor: 'cli' } as const;
const code = (code: string) => expect.objectContaining({ code });
/** One red pixel. */
const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
);
/** The head of a JPEG of 300 by 200: start, a comment, a frame. */
const JPEG = new Uint8Array([
  0xff, 0xd8, 0xff, 0xfe, 0, 6, 1, 2, 3, 4, 0xff, 0xc0, 0, 17, 8, 0, 200, 1, 44, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
  0xff, 0xd9, 0, 0,
]);

it('a letterhead is set, replaced and checked; a file that is no picture is refused', async () => {
  const house = await newHouse();
  const { dossier } = house;
  const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  const set = (more: object) =>
    dossier.letterheads.set(id, { address: [], colour: null, tone: 'neutral', logo: null, ...more }, asking);
  expect(await dossier.letterheads.of(id)).toEqual({ address: [], colour: null, tone: 'neutral', logo: null });
  await set({ logo: PNG });
  expect((await set({ address: ['Postbus 1', ' '], colour: '0b5a75', tone: 'formal', logo: JPEG })).logo).toMatchObject(
    {
      type: 'jpg',
      width: 300,
      height: 200,
    },
  );
  expect(await dossier.letterheads.of(id)).toMatchObject({ address: ['Postbus 1'], tone: 'formal' });
  for (const wrong of [
    { logo: new Uint8Array(100) },
    { logo: new Uint8Array(40_001) },
    { logo: JPEG.slice(0, 12) },
    { colour: 'red' },
    { address: Array(7).fill('regel') },
    { tone: 'familiar' },
  ])
    await expect(set(wrong)).rejects.toEqual(code('letterhead-malformed'));
  expect(await problemsOf(dossier)).toEqual([]);
  await meddle(house.database, `update letterhead set tone = 'neutral'`);
  expect(await problemsOf(dossier)).toMatchObject([{ place: expect.stringContaining('letterhead') }]);
});
