/** Oversight over HTTP. What the server itself knows (backups, the rules it decides by) is added to the self-audit here. */
import { readFile } from 'node:fs/promises';
import type { SelfAudit } from '@woordelijk/api';
import { FEWEST } from '@woordelijk/dossier';
import { type HashedRules, rules } from '@woordelijk/rules';
import type { Handlers } from './mount.ts';
import type { HttpParts } from './ports.ts';

const PAGE = 50;
const DAY_MS = 86_400_000;
/** A backup is made every day; two days without one is a day too many. */
const BACKUP_DAYS = 2;

type OversightHandlers = Pick<
  Handlers,
  'getFigures' | 'getSelfAudit' | 'getCouncilView' | 'listDecisions' | 'listRefusedReadings'
>;

/** Handlers for who looks after the rules. */
export function oversightHandlers({ dossier, config, clock }: HttpParts): OversightHandlers {
  const { oversight, staff } = dossier;
  return {
    async getFigures({ params }) {
      const figures = await oversight.figures(params.organisationId);
      return { ...figures, weeks: figures.weeks.map((week) => ({ ...week })) };
    },
    async getSelfAudit({ params }) {
      const items = await oversight.selfAudit(params.organisationId);
      const now = clock();
      const own = [await backups(config.lastBackup, now), reviews(rules)];
      return {
        madeAt: new Date(now).toISOString(),
        items: [...items.map((item) => ({ ...item, figures: { ...item.figures } })), ...own],
      };
    },
    async getCouncilView({ params }) {
      const { plans, protocol, figures } = await oversight.council(params.organisationId);
      return {
        plans: plans.map(({ live, purposes, changes, ...plan }) => ({
          ...plan,
          live: live && { ...live, since: new Date(live.since).toISOString() },
          purposes: [...purposes],
          changes: [...changes],
        })),
        protocol: protocol && {
          ...protocol,
          criteria: [...protocol.criteria],
          at: new Date(protocol.at).toISOString(),
        },
        figures: { ...figures, since: new Date(figures.since).toISOString(), readings: { ...figures.readings } },
        fewest: FEWEST,
      };
    },
    async listDecisions({ params, query }) {
      const before = query.cursor === undefined ? {} : { before: Number(query.cursor) };
      const found = await oversight.decisions(params.organisationId, { limit: PAGE + 1, ...before });
      const items = found.slice(0, PAGE).map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
      return found.length > PAGE ? { items, next: String(items.at(-1)!.seq) } : { items };
    },
    async listRefusedReadings({ params }) {
      const found = await oversight.refused(params.organisationId, PAGE);
      const members = await staff.members(params.organisationId);
      const names = new Map(members.map(({ account }) => [`user:${account.id}`, account.name]));
      return {
        items: found.map((one) => ({
          ...one,
          at: new Date(one.at).toISOString(),
          name: names.get(one.actor) ?? null,
        })),
      };
    },
  };
}

type Item = SelfAudit['items'][number];

/** By what the last backup left in the data folder. */
async function backups(file: string, now: number): Promise<Item> {
  const said = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined); // none yet, or not ours to read
  const at = Date.parse((said as { at?: string } | undefined)?.at ?? '');
  if (Number.isNaN(at)) return { subject: 'backup', state: 'attention', figures: {} };
  const late = now - at > BACKUP_DAYS * DAY_MS;
  return { subject: 'backup', state: late ? 'attention' : 'good', figures: { last: at } };
}

/** What a lawyer has not looked at yet (nagekeken). */
function reviews({ ruleSet }: HashedRules): Item {
  const rows = ruleSet.sheets.flatMap((sheet) => sheet.rows);
  const unreviewed = rows.filter(({ reviewed }) => reviewed === null).length;
  return {
    subject: 'rules',
    state: unreviewed === 0 ? 'good' : 'attention',
    figures: { rows: rows.length, unreviewed },
  };
}
