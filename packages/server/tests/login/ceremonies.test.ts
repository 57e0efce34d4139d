import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { Ceremonies } from '../../src/login/ceremonies.ts';
import { relyingParty } from '../../src/login/passkeys.ts';

const login = { purpose: { kind: 'login' }, challenge: 'c', origin: 'http://localhost', rpId: 'localhost' } as const;

it('a ceremony works once, for what it was begun for, and five minutes', () => {
  let now = 0;
  const open = new Ceremonies(() => now, randomBytes);
  const used = open.begin(login);
  expect(open.take(used, 'login')).toEqual(login);
  expect(open.take(used, 'login')).toBeUndefined();
  const other = open.begin(login);
  expect(open.take(other, 'administrator')).toBeUndefined();
  expect(open.take(other, 'login')).toBeUndefined();
  const late = open.begin(login);
  now += 5 * 60_000;
  expect(open.take(late, 'login')).toBeUndefined();
  expect(open.take('made-up', 'login')).toBeUndefined();
});

it('a flood pushes out the oldest and never grows past a thousand', () => {
  const open = new Ceremonies(() => 0, randomBytes);
  const names = Array.from({ length: 3000 }, () => open.begin(login));
  expect(names.filter((name) => open.take(name, 'login') !== undefined)).toEqual(names.slice(-1000));
});

it('a passkey needs a name', () => {
  for (const address of ['127.0.0.1', '[::1]', '192.0.2.1']) expect(() => relyingParty(address)).toThrow(/name/);
  for (const name of ['localhost', 'opnames.gemeente.example']) expect(relyingParty(name)).toBe(name);
});
