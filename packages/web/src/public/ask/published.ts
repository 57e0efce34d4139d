/** Own rules that organisations adopted on this server. Without a connection there are none, and the page still works. */
import { canonicalJson, type HashedRules, withOwnRules } from '@woordelijk/rules';

/** The server reads own rules under this name too; it is part of what is hashed. */
const FILE_NAME = 'own rules';

/** One version of an organisation's own rules, as the server tells it. */
export interface Published {
  readonly key: string;
  readonly name: string;
  readonly validFrom: string;
  readonly file: unknown;
}

/** All versions of all organisations, newest first; none when the server cannot be asked. */
export async function publishedRules(): Promise<readonly Published[]> {
  try {
    const answer = await fetch('/v1/public-rules', { headers: { accept: 'application/json' } });
    if (!answer.ok) return [];
    const { items } = (await answer.json()) as {
      items: readonly { key: string; validFrom: string; file: unknown; organisation: { name: string } }[];
    };
    return items.map(({ key, validFrom, file, organisation: { name } }) => ({ key, name, validFrom, file }));
  } catch {
    return [];
  }
}

/**
 * The rules with the version of `key` that held on `date` (or else its first, which is then known but silent), under the
 * hash that the server gives them too. Unchanged where `key` is none of those, or where this browser cannot hash (it does
 * so over https only, or on the computer of the server). Rejects when this page cannot read the rules.
 */
export async function rulesWith(
  national: HashedRules,
  published: readonly Published[],
  key: string | null,
  date: string,
): Promise<HashedRules> {
  const versions = published.filter((one) => one.key === key);
  const version = versions.find(({ validFrom }) => validFrom <= date) ?? versions.at(-1);
  if (version === undefined || globalThis.crypto?.subtle === undefined) return national;
  const ruleSet = withOwnRules(national.ruleSet, { name: FILE_NAME, content: version.file });
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(ruleSet)));
  const hash = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { ruleSet, hash };
}
