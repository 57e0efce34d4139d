/** Who is logged in, and at which server: apart from the routes of coming in, which a recorder does not need. */
import * as z from 'zod/mini';

export const Account = z.object({ id: z.string(), name: z.string() }).register(z.globalRegistry, { id: 'Account' });
export type Account = z.infer<typeof Account>;
export const Session = z
  .object({
    account: z.nullable(Account).check(z.describe('null: nobody is logged in')),
    seats: z
      .array(
        z.object({
          role: z.string().check(z.describe('A role, or `operator`: of the whole installation')),
          organisationId: z.nullable(z.string()),
          departmentId: z.nullable(z.string()),
        }),
      )
      .check(z.describe('What whoever is logged in is for, and where')),
    administratorExists: z.boolean(),
    logins: z
      .array(z.object({ key: z.string(), name: z.string() }))
      .check(z.describe("Organisations' own logins; each begins at /inloggen/{key}")),
  })
  .register(z.globalRegistry, { id: 'Session' });
export type Session = z.infer<typeof Session>;

export const ServerInfo = z
  .object({
    name: z.literal('Woordelijk'),
    version: z.string(),
    administratorExists: z.boolean(),
    verifierKey: z.string().check(z.describe('Public key that the seals of this server are checked with (C2SP vkey)')),
    recorderKey: z
      .string()
      .check(z.describe('Public key (P-256, uncompressed, base64url) that devices seal what they record to')),
    sip: z.array(z.string()).check(z.describe('Where calls are received, such as udp:127.0.0.1:5060')),
    testCall: z.string().check(z.describe('Command that places a test call')),
  })
  .register(z.globalRegistry, { id: 'ServerInfo' });
export type ServerInfo = z.infer<typeof ServerInfo>;
