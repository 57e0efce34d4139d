/** Persons only talked about, as the acts of their talk tell them. */
import type { Tx } from '../db/database.ts';
import type { Acts } from '../ledger/acts.ts';
import type { ItemKeys } from '../sealed.ts';
import { actsOf } from '../talk/act.ts';
import type { AbsentPerson } from './face.ts';

/** Plays the acts of one talk, oldest first. */
export async function absentsIn(db: Pick<Tx, 'selectFrom'>, keys: ItemKeys, talkId: string): Promise<AbsentPerson[]> {
  const persons = new Map<string, AbsentPerson>();
  const change = (id: string, now: Partial<AbsentPerson>) => persons.set(id, { ...persons.get(id)!, ...now });
  for (const { row, detail } of await actsOf(db, keys, talkId)) {
    const said = <C extends keyof Acts>(_: C) => detail as Acts[C];
    const act = row.act as keyof Acts;
    if (act === 'absent.named') {
      const named = said(act);
      const fresh = { state: 'named', decision: null, told: null, struck: null } as const;
      persons.set(named.id, { ...named, organisationId: row.organisation_id, talkId, ...fresh });
    } else if (act === 'absent.decided') {
      const { id, ...decision } = said(act);
      change(id, { state: decision.tell ? 'to-tell' : 'excepted', decision: { ...decision, at: row.at } });
    } else if (act === 'absent.told') {
      const { id, ...told } = said(act);
      change(id, { state: 'told', told });
    } else if (act === 'absent.struck') {
      const { id, ...struck } = said(act);
      change(id, { state: 'struck', struck: { ...struck, at: row.at } });
    }
  }
  return [...persons.values()];
}
