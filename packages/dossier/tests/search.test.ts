import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberIn } from '../src/search/number.ts';
import { folded, tokensFor, tokensOf } from '../src/search/tokens.ts';
import { MORNING, newHouse, newTalk, storedTalk, type TestHouse, TODAY } from './house.ts';
import { putInOrder } from './in-order.ts';

const key = new Uint8Array(32).fill(7);
const runs = process.env.SLOW ? 3000 : 200;
const party = (name: string | null, number: string | null, aor: string | null = null) => ({
  row: '',
  id: '',
  name,
  number,
  aor,
});
const finds = (parties: ReturnType<typeof party>[], typed: string) => {
  const kept = new Set(tokensOf(key, parties));
  return tokensFor(key, typed).every((token) => kept.has(token));
};

describe('a number in an address', () => {
  it.each([
    ['sip:+999612345678@pbx.example;user=phone', '+999612345678'],
    ['<sip:+999612345678@pbx.example>', '+999612345678'],
    ['tel:+999-61.234(56)78', '+999612345678'],
    ['sip:%2B999612345678@pbx.example', '+999612345678'],
    ['sip:00999612345678@pbx.example', '+999612345678'],
    ['0990000000', '+31990000000'],
    ['sip:0800123456@pbx.example', '0800123456'],
    ['sip:201@pbx.example', '201'],
    ['sip:31990000000@pbx.example', '31990000000'],
    ['sip:balie@gemeente.example', null],
    ['sip:12@pbx.example', null],
    ['sip:+9996123456789012345@pbx.example', '+9996123456789012345'],
    ['', null],
    [undefined, null],
  ])('%s is %s', (address, number) => {
    expect(numberIn(address)).toBe(number);
  });

  it('is found or not in any text, and never anything but digits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (text) => {
        const number = numberIn(`sip:${text}`);
        expect(number === null || /^\+?\d{3,20}$/.test(number)).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});

describe('search tokens', () => {
  const word = fc.stringMatching(/^[a-zA-Zéèëïöüçñ]{2,20}$/);
  const digits = fc.stringMatching(/^[1-9][0-9]{6,11}$/).map((d) => `+999${d}`.slice(0, 16));

  it('find a name by the beginning of any of its words, whatever its case and accents', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (words, which, length) => {
        const chosen = words[which % words.length]!;
        const typed = chosen.slice(0, 2 + (length % (chosen.length - 1)));
        const people = [party(words.join(' '), null)];
        expect(finds(people, typed)).toBe(true);
        expect(finds(people, typed.toUpperCase())).toBe(true);
        expect(finds(people, folded(typed))).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('find a number by its beginning or its end, with or without spaces', () => {
    fc.assert(
      fc.property(digits, fc.nat(), (number, cut) => {
        const people = [party(null, number)];
        const bare = number.slice(1);
        const n = 3 + (cut % (bare.length - 2));
        expect(finds(people, bare.slice(0, n))).toBe(true);
        expect(finds(people, `+${bare.slice(0, n)}`)).toBe(true);
        const end = bare.slice(-n);
        if (!end.startsWith('00')) expect(finds(people, end)).toBe(true); // 00… may be read as a number from abroad
        expect(finds(people, number.replace(/(\d{2})/g, '$1 ').trim())).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('do not find what is not there: every word must match', () => {
    fc.assert(
      fc.property(word, word, digits, (name, other, number) => {
        fc.pre(!folded(name).startsWith(folded(other).slice(0, 16)));
        const people = [party(name, number)];
        expect(finds(people, other)).toBe(false);
        expect(finds(people, `${name} ${other}`)).toBe(false);
        expect(finds(people, `${name} ${number}`)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('find a Dutch number as it is dialled at home', () => {
    const people = [party(null, '+31990000123')];
    for (const typed of ['099', '0990000', '0990000123', '099-0000123', '0123', '+31 99 0000 123', '0031990000123'])
      expect(finds(people, typed)).toBe(true);
    expect(finds(people, '0881')).toBe(false);
  });

  it('find an address without a number by its user', () => {
    expect(finds([party(null, null, 'sip:balie.noord@gemeente.example')], 'noord')).toBe(true);
    expect(finds([party(null, null, 'sip:balie@gemeente.example')], 'gemeente')).toBe(false);
  });

  it('differ by key, and stay few and quick for hostile names', () => {
    const hostile = party('a b c d e f g h i j k l m n o p '.repeat(50_000) + 'x'.repeat(1e6), '+9'.repeat(1e5));
    const tokens = tokensOf(key, [hostile]);
    expect(tokens.length).toBeLessThan(300);
    expect(tokensOf(new Uint8Array(32), [party('Inwoner', null)])).not.toEqual(tokensOf(key, [party('Inwoner', null)]));
    for (const token of tokens) expect(Number.isSafeInteger(token)).toBe(true);
  });
});

describe('the list of talks', () => {
  const named = (house: TestHouse, name: string, changes = {}) =>
    newTalk(house, { parties: [{ id: 'p1', name, aor: 'sip:+999612345678@pbx.example' }], ...changes });

  it('comes newest or oldest first, in pages, each talk once', async () => {
    const house = await newHouse();
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) {
      if (i !== 3) house.time += 1000; // two begin in the same millisecond
      ids.push((await house.dossier.recordings.begin(named(house, 'Inwoner'))).talkId);
    }
    const ways = [{}, { search: 'inw' }, { first: 'oldest' }, { search: 'inw', first: 'oldest' }] as const;
    for (const query of ways) {
      const seen: { id: string; startedAt: number }[] = [];
      let cursor: string | undefined;
      do {
        const page = await house.dossier.talks({ limit: 3, ...query, ...(cursor && { cursor }) });
        seen.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      expect(new Set(seen.map((t) => t.id))).toEqual(new Set(ids));
      expect(seen).toHaveLength(ids.length);
      const way = 'first' in query ? 1 : -1;
      expect(seen.map((t) => t.startedAt)).toEqual(seen.map((t) => t.startedAt).sort((a, b) => way * (a - b)));
    }
    await expect(house.dossier.talks({ limit: 3, cursor: "1.' or 1=1" })).rejects.toMatchObject({
      code: 'cursor-malformed',
    });
  });

  it('is narrowed by words, time, state and organisation', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    await dossier.addLine(east.id, '+999800100', 'cli');
    await putInOrder(dossier, east.id, TODAY);
    const noord = { ...named(house, 'Inwoner Noord'), lines: ['sip:+999800100@pbx.example'] };
    const first = (await dossier.recordings.begin(noord)).talkId;
    house.time += 60_000;
    const second = (await storedTalk(house, 1, { parties: [{ id: 'p1', name: 'Inwoner Zuid' }] })).talkId;
    const found = async (query: object) => (await dossier.talks({ limit: 10, ...query })).items.map((t) => t.id);
    expect(await found({})).toEqual([second, first]);
    expect(await found({ search: 'inwo' })).toEqual([second, first]);
    expect(await found({ search: 'noo inwoner' })).toEqual([first]);
    expect(await found({ search: '5678' })).toEqual([first]);
    expect(await found({ search: 'west' })).toEqual([]);
    expect(await found({ from: MORNING + 60_000 })).toEqual([second]);
    expect(await found({ to: MORNING + 60_000, search: 'inwoner' })).toEqual([first]);
    expect(await found({ state: 'live' })).toEqual([first]);
    expect(await found({ state: 'stored', search: 'inwoner' })).toEqual([second]);
    expect(await found({ sight: { all: false, organisations: [east.id], subjects: [] } })).toEqual([first]);
    expect(await found({ sight: { all: false, organisations: [east.id], subjects: [] }, search: 'inwoner' })).toEqual([
      first,
    ]);
    expect(await found({ sight: { all: false, organisations: [], subjects: [] } })).toEqual([]);
    expect(await found({ sight: { all: false, organisations: [], subjects: [] }, search: 'inwoner' })).toEqual([]);
  });

  it('finds a talk by who takes part now, no longer by who did before', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const talk = named(house, 'Inwoner');
    const { recordingId, talkId } = await dossier.recordings.begin(talk);
    await dossier.recordings.parties(recordingId, [{ id: 'p9', name: 'Behandelaar' }], talk.channels, '<recording/>');
    const found = async (search: string) => (await dossier.talks({ limit: 10, search })).items.map((t) => t.id);
    expect(await found('behandel')).toEqual([talkId]);
    expect(await found('inwoner')).toEqual([]);
    expect(await dossier.rawMetadata(talkId)).toHaveLength(1);
    expect((await dossier.ledger(talkId)).map((line) => line.act)).toEqual(['talk.begun', 'talk.parties-changed']);
  });
});
