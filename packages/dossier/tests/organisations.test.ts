import { describe, expect, it } from 'vitest';
import { newHouse, newTalk, problemsOf } from './house.ts';

describe('organisations and lines', () => {
  it('assign a call by the first line that is known, and to unassigned or demo without', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const west = await dossier.addOrganisation('Gemeente West', 'cli');
    await dossier.addLine(east.id, 'tel:+999-800-100', 'cli');
    await dossier.addLine(west.id, 'Balie@Gemeente.Example', 'cli');
    const line = await dossier.addLine(west.id, 'trunk-7', 'cli');
    const why = { because: 'no-plan', objections: [] } as const;
    const of = async (lines: string[], demo = false) =>
      (await dossier.talk((await dossier.recordings.unrecorded(newTalk(house, { lines, demo }), why)).talkId))
        .organisation;
    expect(await of(['sip:+999800100@pbx.example'])).toEqual(east);
    expect(await of(['"Oost" <sip:+999800100@pbx.example;user=phone>;tag=1'])).toEqual(east);
    expect(await of(['sip:balie@gemeente.example', '+999800100'])).toEqual(west);
    expect(await of(['unknown', 'trunk-7'])).toEqual(west);
    expect(await of(['sip:+999800199@pbx.example'])).toMatchObject({ kind: 'unassigned' });
    expect(await of([])).toMatchObject({ kind: 'unassigned' });
    expect(await of(['+999800100'], true)).toMatchObject({ kind: 'demo' });
    await dossier.removeLine(line.id, 'cli');
    expect(await of(['trunk-7'])).toMatchObject({ kind: 'unassigned' });
    expect((await dossier.lines()).map((l) => [l.key, l.organisation.name])).toEqual([
      ['+999800100', 'Gemeente Oost'],
      ['+999800999', 'Gemeente Test'],
      ['balie@gemeente.example', 'Gemeente West'],
    ]);
    expect((await dossier.organisations()).map((o) => o.kind).sort()).toEqual([
      'demo',
      'organisation',
      'organisation',
      'organisation',
      'unassigned',
    ]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('refuse what they cannot hold, with a code', async () => {
    const { dossier } = await newHouse();
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const { id } = await dossier.addLine(east.id, '+999800100', 'cli');
    const code = (code: string) => expect.objectContaining({ code });
    await expect(dossier.addLine(east.id, 'tel:+999800100', 'cli')).rejects.toEqual(code('line-exists'));
    await expect(dossier.addLine(east.id, 'a\u0000b', 'cli')).rejects.toEqual(code('line-malformed'));
    await expect(dossier.addLine(east.id, ' ', 'cli')).rejects.toEqual(code('line-malformed'));
    await expect(dossier.addLine('nobody', '+999800101', 'cli')).rejects.toEqual(code('organisation-not-found'));
    await expect(dossier.addOrganisation(' \n ', 'cli')).rejects.toEqual(code('name-malformed'));
    await dossier.removeLine(id, 'cli');
    await expect(dossier.removeLine(id, 'cli')).rejects.toEqual(code('line-not-found'));
    await expect(dossier.talk('01890000-0000-7000-8000-000000000001')).rejects.toEqual(code('talk-not-found'));
  });
});
