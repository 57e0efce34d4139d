import { type Client, routes } from '@woordelijk/api';
import { describe, expect, it } from 'vitest';
import { act, inputOf, listActs } from '../src/act.ts';

describe('an act by its name', () => {
  it('puts each field where the contract has it', () => {
    const words = ['talkId=t', 'requestId=r', 'outcome=granted', 'decidedBy=Teamleider', 'n:=3'];
    expect(inputOf(routes.decideRequest, words, '{"grounds":"x"}')).toEqual({
      params: { talkId: 't', requestId: 'r' },
      body: { grounds: 'x', outcome: 'granted', decidedBy: 'Teamleider', n: 3 },
    });
    expect(inputOf(routes.listTalks, ['q=Inwoner', 'limit=5'])).toEqual({ query: { q: 'Inwoner', limit: '5' } });
    expect(inputOf(routes.getTalk, ['talkId=a=b'])).toEqual({ params: { talkId: 'a=b' } });
  });

  it('says what is wrong before anything is sent', async () => {
    const nobody = {} as Client;
    const refused = (name: string, words: readonly string[]) =>
      act(nobody, name, words, {}).catch((error) => error.code);
    expect(await refused('toString', [])).toBe('act-unknown');
    expect(await refused('getTalk', [])).toBe('field-missing');
    expect(await refused('getTalk', ['talkId'])).toBe('field-malformed');
    expect(await refused('getTalk', ['talkId:={'])).toBe('json-malformed');
  });

  it('sends an act under a key of its own, and a question under none', async () => {
    const sent: unknown[] = [];
    const told = async (...call: unknown[]) => void sent.push(call);
    const client = { getTalk: told, callOffTalk: told } as unknown as Client;
    await act(client, 'getTalk', ['talkId=t'], {});
    expect(await act(client, 'callOffTalk', ['talkId=t', 'reason=Ziek'], { once: 'k' })).toEqual({ done: true });
    expect(sent).toEqual([
      [{ params: { talkId: 't' } }, {}],
      [{ params: { talkId: 't' }, body: { reason: 'Ziek' } }, { once: 'k' }],
    ]);
    expect(listActs().items.length).toBe(Object.keys(routes).length);
  });
});
