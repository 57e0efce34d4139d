import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLogins } from '../src/logins.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logins-'));
  writeFileSync(join(folder, 'secret'), 'abc\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const GOOD = `
- key: oost
  name: Gemeente Oost
  organisation: Gemeente Oost
  issuer: https://login.oost.example
  client-id: woordelijk
  client-secret-file: secret
  roles:
    - { group: wmo, role: employee, department: Wmo }
    - { group: fg, role: dpo }
`;
function read(text: string) {
  writeFileSync(join(folder, 'logins.yaml'), text);
  return readLogins(join(folder, 'logins.yaml'));
}

it('reads an organisation’s login, its secret from a file beside it', () => {
  expect(read(GOOD)).toMatchObject([
    {
      key: 'oost',
      clientSecret: 'abc',
      acr: [],
      groupsClaim: 'groups',
      roles: [{ department: 'Wmo' }, { department: null }],
    },
  ]);
});

it('refuses what is wrong, and says where', () => {
  const wrong = (change: (text: string) => string) => () => read(change(GOOD));
  expect(wrong((text) => text.replace('https:', 'http:'))).toThrow(/logins.*0\.issuer/);
  expect(wrong((text) => text.replace('role: dpo', 'role: king'))).toThrow(/0\.roles\.1\.role/);
  expect(wrong((text) => text.replace(', department: Wmo', ''))).toThrow(/group 'wmo' needs a department/);
  expect(wrong((text) => text.replace('secret-file: secret', 'secret-file: other'))).toThrow(/other/);
  expect(wrong((text) => text + text)).toThrow(/each key/);
  expect(wrong((text) => `${text}  colour: red\n`)).toThrow(/0/);
  expect(wrong(() => 'a: [')).toThrow(/cannot be used/);
  expect(() => readLogins(join(folder, 'none.yaml'))).toThrow(/cannot be used/);
});
