/** Consents and shares of a talk, read out of its acts. */
import type { ConsentQuestion, OutOfReach, PersonConsent } from '../consent/face.ts';
import type { Acts } from '../ledger/acts.ts';
import type { CodeWay } from '../personal/face.ts';
import type { ReadAct } from '../talk/act.ts';
import type { Share, SharingFile } from './face.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Person = SharingFile['persons'][number];
type Asked = Mutable<Omit<ConsentQuestion, 'persons'>> & { persons: Mutable<PersonConsent>[] };

/** Plays the acts over. `persons`: everybody on the recording; `now`: epoch milliseconds, for consents and shares that ended. */
export function foldSharing(
  talkId: string,
  persons: readonly Person[],
  acts: readonly ReadAct[],
  now: number,
): SharingFile {
  const questions = new Map<string, Asked>();
  const shares = new Map<string, Mutable<Share>>();
  const refusals: SharingFile['refusals'][number][] = [];
  const weighings: SharingFile['weighings'][number][] = [];
  const outOfReach: OutOfReach[] = [];
  for (const { row, detail } of acts) {
    const said = <C extends keyof Acts>(_: C) => detail as Acts[C];
    const act = row.act as keyof Acts;
    switch (act) {
      case 'consent.asked': {
        const { question: id, protected: guarded, ...rest } = said(act);
        const asked = persons.map((person): PersonConsent => {
          const guard = guarded.find(({ party }) => party === person.party);
          const open = { answer: 'open', at: null, way: null, evidence: null, by: null } as const;
          const { protection = 'nee', represented = false } = guard ?? {};
          return { ...person, protection, represented, ...open };
        });
        const standing = 'niet_gevraagd' as const;
        questions.set(id, { id, ...rest, askedAt: row.at, actor: row.actor, persons: asked, standing });
        break;
      }
      case 'consent.given':
      case 'consent.refused':
      case 'consent.withdrawn': {
        const { question, party, way, evidence, by } = said(act);
        const person = questions.get(question)?.persons.find((one) => one.party === party);
        if (person === undefined) break;
        const answer = act.slice('consent.'.length) as 'given' | 'refused' | 'withdrawn';
        Object.assign(person, { answer, at: row.at, way, evidence, by });
        if (act === 'consent.withdrawn') {
          const { at, closed } = said(act);
          for (const id of closed) shares.get(id)!.closed = { at, by: 'withdrawal', why: person.name };
        }
        break;
      }
      case 'share.made': {
        const { share: id, sha256: _, number: __, codeBy, edit = null, ...rest } = said(act);
        const fresh = { closed: null, openedAt: null, refused: 0, downloads: [] };
        shares.set(id, { id, ...rest, edit, codeBy: codeBy as CodeWay | null, actor: row.actor, ...fresh });
        break;
      }
      case 'share.not-allowed': {
        const { question: _, ...rest } = said(act);
        refusals.push({ at: row.at, ...rest });
        break;
      }
      case 'share.weighed': {
        const { weighing: id, ...rest } = said(act);
        weighings.push({ id, ...rest, at: row.at });
        break;
      }
      case 'share.closed': {
        const { share, closedAt: at, why } = said(act);
        shares.get(share)!.closed = { at, by: 'office', why };
        break;
      }
      case 'edit.withdrawn': {
        const { closed, at, why } = said(act);
        for (const id of closed) shares.get(id)!.closed = { at, by: 'office', why };
        break;
      }
      case 'share.opened':
        shares.get(said(act).link)!.openedAt = row.at;
        break;
      case 'share.refused':
        shares.get(said(act).link)!.refused++;
        break;
      case 'share.downloaded': {
        const { share: id, kind, sha256 } = said(act);
        const share = shares.get(id)!;
        share.downloads = [...share.downloads, { at: row.at, kind, sha256 }];
        outOfReach.push({ to: share.to, kind, at: row.at, how: 'share', edit: share.edit });
        break;
      }
      case 'edit.handed-out': {
        const { edit, to } = said(act);
        outOfReach.push({ to, kind: 'edited', at: row.at, how: 'copy', edit });
        break;
      }
      case 'copy.handed-out': {
        const { to, kind } = said(act);
        outOfReach.push({ to, kind, at: row.at, how: 'copy', edit: null });
        break;
      }
    }
  }
  for (const question of questions.values()) {
    if (question.until !== null && question.until <= now)
      for (const person of question.persons) if (person.answer === 'given') person.answer = 'expired';
    question.standing = standingOf(question.persons);
  }
  return {
    talkId,
    persons,
    questions: [...questions.values()].reverse(),
    shares: [...shares.values()].reverse(),
    refusals: refusals.reverse(),
    weighings: weighings.reverse(),
    outOfReach,
  };
}

/** All said yes, or the strongest word against it. Of nobody, nothing: silence is no consent. */
function standingOf(persons: readonly PersonConsent[]): ConsentQuestion['standing'] {
  const any = (answer: PersonConsent['answer']) => persons.some((one) => one.answer === answer);
  if (any('withdrawn')) return 'ingetrokken';
  if (any('refused')) return 'geweigerd';
  if (!any('given')) return 'niet_gevraagd';
  return persons.every(({ answer }) => answer === 'given') ? 'alle' : 'deels';
}

/** Whether it can be heard now. */
export function isOpen({ closed, endsAt }: Pick<Share, 'closed' | 'endsAt'>, now: number): boolean {
  return closed === null && (endsAt === null || endsAt > now);
}
