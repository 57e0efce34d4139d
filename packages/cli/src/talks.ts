import type { Client } from '@woordelijk/api';

export interface ListOptions {
  readonly search?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
}

/** The newest talks, or those that match, as `{ items }`; all pages up to `limit`. */
export async function listTalks(client: Client, { search, from, to, limit = 1000 }: ListOptions) {
  const items: Awaited<ReturnType<Client['listTalks']>>['items'] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTalks({
      query: {
        limit: String(Math.min(100, limit - items.length)),
        ...(search === undefined ? {} : { q: search }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && items.length < limit);
  return { items };
}

/** One talk with its interruptions and its ledger. */
export async function showTalk(client: Client, talkId: string) {
  const params = { talkId };
  const [talk, interruptions, ledger] = await Promise.all([
    client.getTalk({ params }),
    client.listInterruptions({ params }),
    client.listLedger({ params }),
  ]);
  return { ...talk, interruptions: interruptions.items, ledger: ledger.items };
}
