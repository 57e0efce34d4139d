/** Accounts in memory that keep the promises of the real ones: links and codes once, sessions by the clock, tokens as hashes. */
import { createHash, randomBytes } from 'node:crypto';
import { type AccessToken, type Account, type Dossier, OPERATOR, type PasskeyRecord } from '@woordelijk/dossier';
import { no } from './no.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** `token`: of the administrator link that was made last. */
export function peopleInMemory(clock: () => number): Dossier['people'] & { token: string } {
  const accounts: Account[] = [];
  const passkeys = new Map<string, PasskeyRecord>();
  const codes = new Map<string, Account>();
  const sessions = new Map<string, { account: Account; usedAt: number }>();
  const tokens: { token: AccessToken; hash: string }[] = [];
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  let link: { hash: string; expiresAt: number } | undefined;
  const self = {
    token: '',
    administratorExists: async () => accounts.length > 0,
    async makeAdministratorLink() {
      if (accounts.length > 0) throw no('administrator-exists');
      self.token = randomBytes(24).toString('base64url');
      link = { hash: hash(self.token), expiresAt: clock() + 30 * MINUTE };
      return { token: self.token, expiresAt: link.expiresAt };
    },
    checkAdministratorLink: async (token: string) => link?.hash === hash(token) && clock() < link.expiresAt,
    async createAdministrator(token: string, name: string, passkey: Omit<PasskeyRecord, 'accountId'>) {
      if (accounts.length > 0) throw no('administrator-exists');
      if (!(await self.checkAdministratorLink(token))) throw no('link-invalid');
      link = undefined;
      const account = { id: 'account-1', name, createdAt: clock() };
      accounts.push(account);
      passkeys.set(passkey.id, { ...passkey, accountId: account.id });
      const recoveryCodes = Array.from({ length: 8 }, () => randomBytes(10).toString('hex').match(/.{5}/g)!.join('-'));
      for (const code of recoveryCodes) codes.set(hash(code), account);
      return { account, recoveryCodes };
    },
    passkey: async (id: string) => passkeys.get(id),
    passkeysOf: async (accountId: string) => [...passkeys.values()].filter((p) => p.accountId === accountId),
    async passkeyUsed(id: string, counter: number) {
      passkeys.set(id, { ...passkeys.get(id)!, counter });
    },
    async addPasskey(accountId: string, passkey: Omit<PasskeyRecord, 'accountId'>) {
      passkeys.set(passkey.id, { ...passkey, accountId });
    },
    async redeemRecoveryCode(code: string) {
      const account = codes.get(hash(code));
      codes.delete(hash(code));
      return account;
    },
    async openSession(accountId: string) {
      const token = randomBytes(24).toString('base64url');
      sessions.set(hash(token), { account: accounts.find((a) => a.id === accountId)!, usedAt: clock() });
      return { token, expiresAt: clock() + 12 * 60 * MINUTE };
    },
    async session(token: string) {
      const found = sessions.get(hash(token));
      if (!found || clock() - found.usedAt > 60 * MINUTE) return undefined;
      found.usedAt = clock();
      return { account: found.account, seats: OPERATOR.seats };
    },
    async closeSession(token: string) {
      sessions.delete(hash(token));
    },
    async makeAccessToken(name: string, days: number) {
      const secret = `woordelijk_${randomBytes(32).toString('base64url')}`;
      const createdAt = clock();
      const id = `token-${tokens.length + 1}`;
      const token = { id, name, createdAt, expiresAt: createdAt + days * DAY, revokedAt: null, usedDay: null };
      tokens.unshift({ token, hash: hash(secret) });
      return { token, secret };
    },
    accessTokens: async () => tokens.map(({ token }) => token),
    async accessToken(secret: string) {
      const found = tokens.find((t) => t.hash === hash(secret));
      if (!found || found.token.revokedAt !== null || found.token.expiresAt <= clock()) return undefined;
      found.token = { ...found.token, usedDay: Math.floor(clock() / DAY) * DAY };
      return found.token;
    },
    async revokeAccessToken(id: string) {
      const found = tokens.find(({ token }) => token.id === id);
      if (!found) throw no('access-token-not-found');
      found.token = { ...found.token, revokedAt: found.token.revokedAt ?? clock() };
    },
  };
  return self;
}
