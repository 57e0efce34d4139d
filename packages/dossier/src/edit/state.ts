/** Edits of a talk, read out of its acts. */
import type { Acts } from '../ledger/acts.ts';
import type { ReadAct } from '../talk/act.ts';
import type { Edit } from './face.ts';

type Building = { -readonly [K in keyof Edit]: Edit[K] };

/** Plays the acts over; newest first. */
export function foldEdits(acts: readonly ReadAct[]): Edit[] {
  const edits = new Map<string, Building>();
  const begun = new Map<string, Acts['edit.begun']>();
  for (const { row, detail } of acts) {
    const said = <C extends keyof Acts>(_: C) => detail as Acts[C];
    const { at, actor } = row;
    const act = row.act as keyof Acts;
    switch (act) {
      case 'edit.declared': {
        const { edit: id, ...declared } = said(act);
        const nothing = { told: [], rules: null, allowed: null, question: null, agreed: [], progress: null } as const;
        edits.set(id, {
          id,
          ...declared,
          actor,
          state: 'declared',
          ...nothing,
          made: null,
          handedOut: [],
          withdrawn: null,
        });
        break;
      }
      case 'edit.told': {
        const { edit: id, ...told } = said(act);
        const edit = edits.get(id)!;
        edit.told = [...edit.told, { ...told, actor }];
        break;
      }
      case 'edit.not-allowed': {
        const { edit: id, question, rules } = said(act);
        Object.assign(edits.get(id)!, { question, rules, allowed: false });
        break;
      }
      case 'edit.begun': {
        const { edit: id, question, agreed, rules } = said(act);
        begun.set(id, said(act));
        Object.assign(edits.get(id)!, { state: 'making', question, agreed, rules, allowed: true });
        break;
      }
      case 'edit.made': {
        const { edit: id, madeAt, bytes, sha256 } = said(act);
        const { original, statement } = begun.get(id)!;
        Object.assign(edits.get(id)!, { state: 'made', made: { at: madeAt, bytes, sha256, original, statement } });
        break;
      }
      case 'edit.withdrawn': {
        const { edit: id, why } = said(act);
        Object.assign(edits.get(id)!, { state: 'withdrawn', withdrawn: { at: said(act).at, why, actor } });
        break;
      }
      case 'edit.handed-out': {
        const { edit: id, to, party, way } = said(act);
        const edit = edits.get(id)!;
        edit.handedOut = [...edit.handedOut, { to, party, way, at, actor }];
        break;
      }
    }
  }
  return [...edits.values()].reverse();
}
