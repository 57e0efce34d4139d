/** The file of setting `logins`: which organisations bring their own login (OpenID Connect), and what its groups give. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PROOF_KINDS, type ProofKind, ROLES, type Role } from '@woordelijk/dossier';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { ConfigError } from './config.ts';

/** An organisation's own login. */
export interface OwnLogin {
  /** In addresses: small letters, digits and dashes. */
  readonly key: string;
  /** On the button. */
  readonly name: string;
  /** Id or name of the organisation whose people come in by it. */
  readonly organisation: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How somebody must have shown who they are (`acr`); empty: the login's own choice. */
  readonly acr: readonly string[];
  readonly scope: string;
  readonly groupsClaim: string;
  readonly roles: readonly { readonly group: string; readonly role: Role; readonly department: string | null }[];
}

/** A broker where the holder of a personal link proves who they are: DigiD or eHerkenning by OpenID Connect. */
export interface ProofLogin {
  /** In addresses: small letters, digits and dashes. */
  readonly key: string;
  /** On the button: "DigiD". */
  readonly name: string;
  /** Id or name of the organisation whose links open by it. */
  readonly organisation: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Levels of assurance (`acr`) that are enough; there is at least one. */
  readonly acr: readonly string[];
  readonly scope: string;
  /** The claim with the number of who logged in, and what it is. */
  readonly claim: string;
  readonly kind: ProofKind;
}

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));
const File = z.array(
  z.strictObject({
    key: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,40}$/)),
    name: text,
    organisation: text,
    issuer: z.string().check(z.regex(/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)[:/]/)),
    'client-id': text,
    'client-secret-file': text,
    acr: z.optional(z.array(text)),
    scope: z.optional(text),
    'groups-claim': z.optional(text),
    roles: z.array(z.strictObject({ group: text, role: z.enum(ROLES), department: z.optional(text) })),
  }),
);

const Proofs = z.array(
  z.strictObject({
    key: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,40}$/)),
    name: text,
    organisation: text,
    issuer: z.string().check(z.regex(/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)[:/]/)),
    'client-id': text,
    'client-secret-file': text,
    acr: z.array(text).check(z.minLength(1)),
    scope: z.optional(text),
    claim: text,
    kind: z.enum(PROOF_KINDS),
  }),
);

/** Reads the file of setting `proofs`, as `readLogins`. Throws ConfigError. */
export function readProofs(path: string): ProofLogin[] {
  try {
    const proofs = entriesOf(path, Proofs).map(
      (one): ProofLogin => ({
        key: one.key,
        name: one.name,
        organisation: one.organisation,
        issuer: one.issuer,
        clientId: one['client-id'],
        clientSecret: secretOf(path, one['client-secret-file']),
        acr: one.acr,
        scope: one.scope ?? 'openid',
        claim: one.claim,
        kind: one.kind,
      }),
    );
    return onceEach(proofs);
  } catch (error) {
    throw new ConfigError('proofs', `the file ${path} cannot be used: ${(error as Error).message}`);
  }
}

/** Reads the file; secrets stand in files of their own, relative to it. Throws ConfigError that says what is wrong where. */
export function readLogins(path: string): OwnLogin[] {
  try {
    return loginsIn(path);
  } catch (error) {
    throw new ConfigError('logins', `the file ${path} cannot be used: ${(error as Error).message}`);
  }
}

function loginsIn(path: string): OwnLogin[] {
  const logins = entriesOf(path, File).map((one): OwnLogin => {
    const secret = secretOf(path, one['client-secret-file']);
    for (const { role, department, group } of one.roles)
      if ((role === 'employee' || role === 'manager') && department === undefined)
        throw new Error(`${one.key}: the role ${role} of group '${group}' needs a department`);
    return {
      key: one.key,
      name: one.name,
      organisation: one.organisation,
      issuer: one.issuer,
      clientId: one['client-id'],
      clientSecret: secret,
      acr: one.acr ?? [],
      scope: one.scope ?? 'openid profile',
      groupsClaim: one['groups-claim'] ?? 'groups',
      roles: one.roles.map(({ group, role, department }) => ({ group, role, department: department ?? null })),
    };
  });
  return onceEach(logins);
}

function entriesOf<S extends z.ZodMiniType>(path: string, shape: S): z.output<S> {
  const read = shape.safeParse(parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  const { path: place, message } = read.error.issues[0]!;
  throw new Error(`${place.join('.')}: ${message}`);
}

function secretOf(path: string, file: string): string {
  const secret = readFileSync(resolve(dirname(path), file), 'utf8').trim();
  if (secret === '') throw new Error(`${file} is empty`);
  return secret;
}

function onceEach<L extends { readonly key: string }>(logins: L[]): L[] {
  if (new Set(logins.map(({ key }) => key)).size !== logins.length) throw new Error('each key may stand there once');
  return logins;
}
