import { rules, verifyReceipt } from '@woordelijk/rules';
import { describe, expect, it } from 'vitest';
import { type GateFacts, mayStart, passGate } from '../src/gate/gate.ts';

const decision = {
  feit: 'weging',
  door: 'klantmanager',
  op: '2026-11-20',
  reden: 'Het verslag leidde twee keer tot discussie.',
};
const good: GateFacts = {
  date: '2026-11-20',
  organisations: [],
  situation: {
    opnemer: 'ambtenaar',
    wederpartij: 'particulier',
    plaats: 'kantoor',
    gemeld: 'alle',
    doel: 'afspraken',
    grondslag: 'publieke_taak',
    weging: 'positief',
  },
  decisions: [decision],
};
const notice = { words: 'Wij nemen dit gesprek op.', language: 'nl', how: 'spoken', to: 'inwoner' } as const;
const change = (situation: Record<string, string>): GateFacts => ({
  ...good,
  situation: { ...good.situation, ...situation },
});

describe('the gate of a talk', () => {
  it('opens where the rules allow, with a receipt that can be followed again', () => {
    const answer = mayStart(good);
    expect(answer).toMatchObject({ may: true, verdict: 'TOEGESTAAN_MITS' });
    expect(verifyReceipt(rules, answer.receipt)).toEqual({ ok: true });
    expect(answer.receipt.decisions).toEqual([decision]);
  });

  it('stays shut without a basis, without notice, and before a named person weighed', () => {
    expect(mayStart(change({ grondslag: 'nvt', weging: 'onbeoordeeld' }))).toMatchObject({
      may: false,
      because: 'rules',
    });
    expect(mayStart(change({ gemeld: 'niemand' })).may).toBe(false);
    const open = mayStart({ ...change({ weging: 'onbeoordeeld' }), decisions: [] });
    expect(open).toMatchObject({ may: false, because: 'open-norm', verdict: 'WEGING' });
    expect(open.openQuestions.length).toBeGreaterThan(0);
  });

  it('lets a talk through that was begun without network, and tells where the server disagrees', () => {
    const { verdict, receipt } = mayStart(good);
    const request = { facts: good, notice, confirmedAt: 5, onDevice: { verdict, receipt } };
    expect(passGate(request)).toMatchObject({ passage: { evaluatedOn: 'device', contested: null } });
    expect(passGate({ ...request, facts: change({ gemeld: 'niemand' }) })).toMatchObject({
      passage: { evaluatedOn: 'device', verdict, contested: { verdict: 'VERBODEN' } },
    });
    expect(passGate({ facts: change({ gemeld: 'niemand' }), notice, confirmedAt: 5 })).toMatchObject({
      refused: { may: false },
    });
  });

  it('refuses facts that the rules do not know', () => {
    expect(() => mayStart(change({ plaats: 'maan' }))).toThrow(/plaats/);
  });
});
