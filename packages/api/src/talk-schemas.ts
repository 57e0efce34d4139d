/** A talk as it travels, apart from its routes: pages of other areas show talks too. */
import * as z from 'zod/mini';
import { lockedBecause, moment, Organisation } from './schemas.ts';

export const Party = z
  .object({
    id: z.string(),
    name: z.nullable(z.string()),
    number: z.nullable(z.string()).check(z.describe('E.164 where it could be normalised, else as received')),
    address: z.nullable(z.string()).check(z.describe('Address of record as received')),
  })
  .register(z.globalRegistry, { id: 'Party' });
export type Party = z.infer<typeof Party>;

export const Channel = z
  .object({
    channel: z.int(),
    label: z.string(),
    codecs: z.array(z.string()).check(z.describe('RTP encoding names, such as PCMA')),
    clockRate: z.int(),
    parties: z.array(z.string()).check(z.describe('Ids of the parties whose voice this leg carries')),
  })
  .register(z.globalRegistry, { id: 'Channel', description: 'One leg of the call: one direction of sound.' });
export type Channel = z.infer<typeof Channel>;

export const TalkState = z.enum(['planned', 'called-off', 'unrecorded', 'live', 'storing', 'stored']);
export type TalkState = z.infer<typeof TalkState>;

export const Talk = z
  .object({
    id: z.string(),
    recordingId: z.nullable(z.string()).check(z.describe('null: nothing was recorded (yet)')),
    organisation: Organisation,
    state: TalkState,
    source: z
      .enum(['phone', 'browser', 'table'])
      .check(z.describe('A telephone system, or a browser on a device; table: planned, and nothing recorded yet')),
    startedAt: moment,
    endedAt: z.nullable(moment),
    ending: z
      .nullable(
        z.enum([
          'objection',
          'no-plan',
          'excluded',
          'bye',
          'no-media',
          'no-ack',
          'dialog-lost',
          'shutdown',
          'storage',
          'interrupted',
          'stopped',
          'private',
        ]),
      )
      .check(z.describe('Why the recording ended; interrupted: the server stopped without warning')),
    parties: z.array(Party),
    channels: z.array(Channel),
    subject: z.optional(z.string()).check(z.describe('What a planned talk is about')),
    private: z
      .optional(z.object({ because: lockedBecause, destroyAt: moment, destroyedAt: z.nullable(moment) }))
      .check(z.describe('Not for keeping: locked to everyone, and destroyed')),
    destruction: z
      .optional(z.object({ decidedAt: moment, destroyedAt: z.nullable(moment) }))
      .check(z.describe('Destroyed, or being destroyed: only the certificate is left')),
  })
  .register(z.globalRegistry, { id: 'Talk' });
export type Talk = z.infer<typeof Talk>;

export const TalkPage = z
  .object({ items: z.array(Talk), next: z.optional(z.string()).check(z.describe('Absent on the last page')) })
  .register(z.globalRegistry, { id: 'TalkPage' });
export type TalkPage = z.infer<typeof TalkPage>;
