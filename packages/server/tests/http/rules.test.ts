import { answers, rules } from '@woordelijk/rules';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import { house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';

let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;

beforeAll(async () => {
  app = await createHttp(house({ talks: 0, webRoot: smallPages(), now: Date.UTC(2026, 10, 20, 12) }));
  ({ knock } = await listening(app));
});
afterAll(() => app.close());

const secret = {
  id: 7,
  vraag: 'opnemen',
  datum: '2026-11-20',
  situation: { opnemer: 'inwoner', deelname: 'deelnemer', gemeld: 'niemand', wederpartij: 'gemeente' },
};
const askFor = (body: unknown) => knock('/v1/verdicts', { method: 'POST', body });

it('answers a stranger as the command line does, one case or many', async () => {
  const one = await askFor(secret);
  expect(one.status).toBe(200);
  expect(one.json).toEqual(JSON.parse(JSON.stringify(answers(rules, secret))));
  expect(one.json).toMatchObject({ id: 7, verdict: 'ONBEHOORLIJK' });
  const many = await askFor([secret, { ...secret, id: 8, situation: { ...secret.situation, gemeld: 'alle' } }]);
  expect(many.json.map(({ id }: { id: number }) => id)).toEqual([7, 8]);
  expect(many.json[1].verdict).not.toBe('ONBEHOORLIJK');
});

it('names what it does not know', async () => {
  const wrong = await askFor([secret, { ...secret, situation: { opnemer: 'marsman' } }]);
  expect([wrong.status, wrong.json.code]).toEqual([422, 'question-malformed']);
  expect(wrong.json.about).toMatch(/^\[1\]\.situation\.opnemer: /);
  const shape = await askFor({ ...secret, datum: 20261120 });
  expect([shape.status, shape.json.code]).toEqual([400, 'request-invalid']);
  expect((await askFor(Array(101).fill(secret))).status).toBe(400);
});
