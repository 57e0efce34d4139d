import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  changesBetween,
  evaluate,
  kept,
  type RuleSet,
  rules,
  verifyReceipt,
  versionChanges,
  without,
} from '../src/index.ts';

const { receipt } = evaluate(rules, {
  vraag: 'hergebruik',
  datum: '2026-11-21',
  situation: { opnemer: 'organisatie', doel: 'training', doel_nieuw: 'kwaliteit', weging: 'positief' },
  beslissingen: [{ feit: 'weging', door: 'Privacy Officer', op: '2026-11-20', reden: 'past bij de verwachting' }],
});

describe('receipts', () => {
  it('hold when run again', () => {
    expect(verifyReceipt(rules, receipt)).toEqual({ ok: true });
    expect(verifyReceipt(rules, JSON.parse(canonicalJson(receipt)))).toEqual({ ok: true });
  });

  it('name who decided the open norm, and the rules hit and overruled', () => {
    expect(receipt.decisions[0]).toMatchObject({ feit: 'weging', door: 'Privacy Officer' });
    expect(receipt.hit).toContain('HG-WEGEN-JA');
    const covert = evaluate(rules, {
      vraag: 'opnemen',
      datum: '2026-11-21',
      situation: { drager: 'beeld', apparaat: 'verborgen' },
    });
    expect(covert.receipt.overruled).toContainEqual({ rule: 'SB-BEELD', by: 'SB-139F' });
  });

  it('do not hold when a fact, the verdict or the rules were changed', () => {
    expect(verifyReceipt(rules, { ...receipt, verdict: 'TOEGESTAAN' })).toMatchObject({ reason: 'different' });
    expect(verifyReceipt(rules, { ...receipt, facts: { ...receipt.facts, weging: 'negatief' } })).toMatchObject({
      reason: 'different',
    });
    expect(verifyReceipt({ ...rules, hash: '00' }, receipt)).toEqual({ ok: false, reason: 'other-rules' });
  });
});

describe('open norms', () => {
  const asked = { vraag: 'hergebruik', datum: '2026-11-21', situation: { opnemer: 'organisatie', weging: 'positief' } };

  it('that the facts call settled want a name', () => {
    expect(evaluate(rules, asked).remarks.map(({ nl }) => nl)).toEqual([
      'De afweging staat nog op niemands naam. Leg vast wie haar maakte, wanneer en waarom.',
    ]);
    const signed = { ...asked, beslissingen: receipt.decisions };
    expect(evaluate(rules, signed).remarks).toEqual([]);
  });

  it('are never settled by a default', () => {
    for (const { key, values } of rules.ruleSet.dimensions)
      if (['weging', 'uitzondering'].includes(key)) expect(values[0]?.code).toBe('onbeoordeeld');
  });
});

describe('change report', () => {
  it('is empty between equal versions', () => {
    expect(changesBetween(rules.ruleSet, rules.ruleSet)).toEqual([]);
  });

  it('says which situations change from what to what, from which day', () => {
    const before = without(rules.ruleSet, 'GS-VERKOOP-NEE');
    expect(changesBetween(before, rules.ruleSet)).toEqual([
      {
        sheet: 'gesprekssoort',
        from: '2021-07-01',
        before: 'TOEGESTAAN_MITS VERNIETIGEN-GEEN-CONTRACT',
        after: 'VERBODEN TELEMARKETING-TOESTEMMING VERNIETIGEN-GEEN-CONTRACT',
        cells: 15,
        facts: {
          opnemer: ['ambtenaar', 'organisatie', 'aanbieder'],
          soort: ['verkoop_uitgaand'],
          beltoestemming: ['nee'],
        },
      },
      expect.objectContaining({ from: '2023-02-18', cells: 15 }),
    ]);
  });
});

describe('kept versions', () => {
  const archive = join(import.meta.dirname, '../archief');

  it.each(readdirSync(archive))('%s has the hash in its name and still answers', (name) => {
    const text = readFileSync(join(archive, name), 'utf8');
    const ruleSet = JSON.parse(text) as RuleSet;
    const hash = createHash('sha256').update(canonicalJson(ruleSet)).digest('hex');
    expect(name).toBe(`${ruleSet.version}-${hash.slice(0, 16)}.json`);
    const old = { ruleSet, hash };
    const { receipt: earlier } = evaluate(old, { vraag: 'weigeren', datum: '2026-11-21', situation: {} });
    expect(verifyReceipt(old, earlier)).toEqual({ ok: true });
  });

  it('run a receipt of an older version again, where today’s rules cannot', () => {
    const [oldest] = kept;
    const name = readdirSync(archive).find((file) => file.includes(oldest!.hash.slice(0, 16)))!;
    const old = { ruleSet: JSON.parse(readFileSync(join(archive, name), 'utf8')) as RuleSet, hash: oldest!.hash };
    const changed = { ruleSet: without(old.ruleSet, 'ML-INWONER-STIEKEM'), hash: 'f'.repeat(64) };
    const { receipt: earlier } = evaluate(old, {
      vraag: 'opnemen',
      datum: '2026-11-21',
      situation: { opnemer: 'inwoner', wederpartij: 'gemeente', gemeld: 'niemand' },
    });
    const stored = JSON.parse(canonicalJson(earlier)) as typeof earlier;
    expect(verifyReceipt(changed, stored)).toEqual({ ok: false, reason: 'other-rules' });
    expect(verifyReceipt(old, stored)).toEqual({ ok: true });
    expect(verifyReceipt(old, { ...stored, datum: '2014-01-01' })).toMatchObject({ ok: false, reason: 'different' });
  });

  it('end with the rules of today, and each is followed by what changed', () => {
    expect(kept.at(-1)).toEqual({ version: rules.ruleSet.version, hash: rules.hash });
    expect(versionChanges.map(({ from, to }) => [from.hash, to.hash])).toEqual(
      kept.slice(1).map(({ hash }, index) => [kept[index]!.hash, hash]),
    );
  });
});
