/**
 * Who may do what, for which purpose: the whole of it. What does not stand here is not allowed. Every door of the house
 * asks here before it opens (`admit`), and lists show only what may be seen (`sightOf`).
 *
 * A role is held in an organisation, for one department or for all of it. How far a right reaches: `own` are the talks in
 * which this person takes part; `department` also those of the role's department; `organisation` everything of the
 * organisation. A role that is held for the whole organisation reaches as far as its row says; an employee and a manager
 * are always held to a department.
 */

/** What a person is for in an organisation. In Dutch: docs/glossary.md. */
export const ROLES = [
  'employee', // medewerker
  'manager', // leidinggevende
  'privacy-coordinator', // privacy-coördinator
  'privacy-officer',
  'dpo', // functionaris gegevensbescherming (FG)
  'works-council', // OR-lid
  'archivist', // archivaris
  'administrator', // beheerder
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Those who come in without a role in an organisation. `operator`: whoever is on the server itself, and the first
 * administrator; they hold its keys, so a closed door would only be pretence, and the ledger names them. `program`: an
 * access token.
 */
export type Guest = 'operator' | 'program';

/** Why somebody reads a recording, or what is known of it (doel). It stands in the ledger with the reading. */
export const PURPOSES = [
  'talk', // to hold and settle this very talk
  'request', // to answer a request for access or a copy
  'complaint', // to handle a complaint or report
  'oversight', // to see whether the rules are kept
  'archive', // to keep, transfer or destroy
  'operation', // to keep the installation working
  // Uses of what was recorded: only where they were announced (plan/lock.ts).
  'evidence', // to prove what was said
  'agreements', // to look up what was agreed
  'account', // to write an account
  'training', // to teach staff
  'quality', // to improve how talks are held
  'staff-review', // to assess staff
] as const;
export type Purpose = (typeof PURPOSES)[number];

export type Reach = 'own' | 'department' | 'organisation';

interface Grant {
  /** Who has the right. */
  readonly to: readonly (Role | Guest)[];
  readonly reach: Reach;
  /** Only for these purposes; absent: the right is an act, whose purpose is the act itself. */
  readonly for?: readonly Purpose[];
}

const privacy = ['privacy-coordinator', 'privacy-officer', 'dpo'] as const;
const table = ['employee', 'manager'] as const;
const handling = ['evidence', 'agreements', 'account'] as const;
const improving = ['training', 'quality', 'staff-review'] as const;

/** The rows of the policy. `operator` stands in none: he may all. */
export const POLICY = {
  // Reading.
  'talk.see': [
    { to: ['employee'], reach: 'department', for: ['talk', 'request', 'complaint'] },
    { to: ['manager'], reach: 'department', for: ['talk', 'request', 'complaint', 'oversight'] },
    { to: privacy, reach: 'organisation', for: ['oversight', 'request', 'complaint'] },
    { to: ['archivist'], reach: 'organisation', for: ['archive'] },
    { to: ['program'], reach: 'organisation', for: ['operation', 'archive', 'request'] },
  ],
  'talk.hear': [
    { to: ['employee'], reach: 'own', for: ['talk', 'request', 'complaint', ...handling] },
    { to: ['manager'], reach: 'department', for: ['request', 'complaint', ...handling, ...improving] },
    { to: privacy, reach: 'organisation', for: ['oversight', 'request', 'complaint'] },
    { to: ['program'], reach: 'organisation', for: ['operation', 'archive', 'request'] },
  ],
  'talk.copy': [
    { to: ['employee'], reach: 'own', for: ['talk', 'request', 'complaint', ...handling] },
    { to: ['manager'], reach: 'department', for: ['request', 'complaint', ...handling, ...improving] },
    { to: ['privacy-coordinator', 'privacy-officer'], reach: 'organisation', for: ['request', 'complaint'] },
    { to: ['archivist'], reach: 'organisation', for: ['archive'] },
    { to: ['program'], reach: 'organisation', for: ['operation', 'archive', 'request'] },
  ],
  // At the table.
  'talk.plan': [{ to: table, reach: 'department' }],
  'talk.record': [
    { to: ['employee'], reach: 'own' },
    { to: ['manager'], reach: 'department' },
  ],
  'request.register': [{ to: table, reach: 'department' }],
  'request.decide': [{ to: table, reach: 'department' }],
  'alternative.carry': [{ to: table, reach: 'department' }],
  'agreement.make': [{ to: table, reach: 'department' }],
  'notice.give': [{ to: table, reach: 'department' }],
  'copy.hand-out': [
    { to: ['employee'], reach: 'own' },
    { to: ['manager'], reach: 'department' },
    { to: ['privacy-coordinator', 'privacy-officer'], reach: 'organisation' },
  ],
  // The other side records by itself, by a link of the office.
  'own-recording.invite': [{ to: table, reach: 'department' }],
  // The other side's way in.
  'personal-link.see': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'personal-link.make': [
    { to: table, reach: 'department' },
    { to: ['privacy-coordinator', 'privacy-officer'], reach: 'organisation' },
  ],
  // Consent, and what others may hear on it.
  'sharing.see': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'consent.ask': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'share.make': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  // Edited copies of a recording.
  'edit.see': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'edit.make': [
    { to: table, reach: 'department' },
    { to: ['privacy-coordinator', 'privacy-officer'], reach: 'organisation' },
  ],
  // Requests under somebody's rights.
  'rights.see': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'rights.register': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'rights.handle': [
    { to: ['manager'], reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  // Who is only talked about on a recording: a fact of whoever held the talk; whether they are told is decided.
  'absent.name': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'absent.decide': [
    { to: ['manager'], reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'case.note': [
    { to: table, reach: 'department' },
    { to: [...privacy, 'archivist'], reach: 'organisation' },
  ],
  'share.weigh': [{ to: ['privacy-officer', 'dpo'], reach: 'organisation' }],
  'received.register': [{ to: table, reach: 'department' }],
  'received.decide': [{ to: ['dpo'], reach: 'organisation' }],
  'misuse.report': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'misuse.handle': [{ to: privacy, reach: 'organisation' }],
  // Who does not want to be recorded, and where it is told that there is recording.
  'objection.see': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'objection.register': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'objection.lift': [
    { to: table, reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'sign.see': [
    { to: [...table, 'works-council', 'administrator'], reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'sign.register': [
    { to: ['manager'], reach: 'department' },
    { to: [...privacy, 'administrator'], reach: 'organisation' },
  ],
  // How long a talk is kept.
  'hold.see': [
    { to: ['manager'], reach: 'department' },
    { to: [...privacy, 'archivist'], reach: 'organisation' },
  ],
  'hold.manage': [
    { to: ['manager'], reach: 'department' },
    { to: [...privacy, 'archivist'], reach: 'organisation' },
  ],
  'destruction.see': [{ to: [...privacy, 'archivist'], reach: 'organisation' }],
  'retention.see': [{ to: [...privacy, 'archivist'], reach: 'organisation' }],
  'retention.arrange': [{ to: ['archivist', 'privacy-officer'], reach: 'organisation' }],
  'talk.make-private': [
    { to: ['employee'], reach: 'own' },
    { to: ['manager'], reach: 'department' },
  ],
  'recording.pause': [
    { to: ['employee'], reach: 'own' },
    { to: ['manager', 'program'], reach: 'department' },
  ],
  'talk.keep': [
    { to: ['employee'], reach: 'own' },
    { to: ['manager'], reach: 'department' },
    { to: ['archivist', 'privacy-officer'], reach: 'organisation' },
  ],
  'talk.destroy': [{ to: ['archivist', 'privacy-officer'], reach: 'organisation' }],
  // What is settled before anything is recorded. Whoever works there may read it; a named person judges, advises and decides.
  'plan.see': [
    { to: [...table, 'works-council', 'archivist', 'administrator', 'program', ...privacy], reach: 'organisation' },
  ],
  'plan.draft': [{ to: ['manager', 'administrator', ...privacy], reach: 'organisation' }],
  'plan.judge-use': [{ to: privacy, reach: 'organisation' }],
  'plan.judge': [{ to: ['manager', 'administrator', ...privacy], reach: 'organisation' }],
  'plan.advise': [{ to: privacy, reach: 'organisation' }],
  'plan.council': [{ to: ['works-council', 'manager', 'administrator', 'privacy-officer'], reach: 'organisation' }],
  'plan.decide': [{ to: ['administrator', 'privacy-officer'], reach: 'organisation' }],
  // Who processes for the organisation, and what went wrong.
  'processor.see': [
    { to: [...table, 'works-council', 'archivist', 'administrator', ...privacy], reach: 'organisation' },
  ],
  'processor.manage': [{ to: ['administrator', 'privacy-coordinator', 'privacy-officer'], reach: 'organisation' }],
  'incident.report': [
    { to: [...table, 'works-council', 'archivist', 'administrator', ...privacy], reach: 'organisation' },
  ],
  'incident.see': [{ to: privacy, reach: 'organisation' }],
  'incident.handle': [{ to: privacy, reach: 'organisation' }],
  'watch.see': [{ to: ['administrator', ...privacy], reach: 'organisation' }],
  'watch.begin': [{ to: ['administrator', 'privacy-officer', 'dpo'], reach: 'organisation' }],
  'watch.settle': [{ to: ['administrator', 'privacy-officer', 'dpo'], reach: 'organisation' }],
  'alarm.see': [{ to: ['administrator', ...privacy], reach: 'organisation' }],
  // Whether the rules are kept. Figures name nobody; whoever leads sees them too.
  'figures.see': [{ to: ['manager', 'archivist', 'administrator', ...privacy], reach: 'organisation' }],
  // The works council's page: what was agreed with it, and figures that are never about one employee.
  'council.see': [{ to: ['works-council', ...privacy], reach: 'organisation' }],
  'oversight.see': [{ to: privacy, reach: 'organisation' }],
  // How talks are held: a random sample, cards that a person fills in, answers of whose talk it is.
  'quality.see': [
    { to: ['manager'], reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'quality.adopt': [{ to: ['manager', 'privacy-officer'], reach: 'organisation' }],
  'quality.draw': [{ to: ['manager'], reach: 'department' }],
  'quality.read': [
    { to: ['employee'], reach: 'own' },
    { to: ['manager'], reach: 'department' },
    { to: privacy, reach: 'organisation' },
  ],
  'quality.score': [{ to: ['manager'], reach: 'department' }],
  'quality.answer': [{ to: ['employee'], reach: 'own' }],
  // The organisation.
  'organisation.see': [
    { to: [...table, 'works-council', 'archivist', 'administrator', 'program', ...privacy], reach: 'department' },
  ],
  'organisation.arrange': [{ to: ['administrator', 'privacy-officer'], reach: 'organisation' }],
  'organisation.add': [],
  'line.see': [{ to: ['administrator', 'program', ...privacy], reach: 'organisation' }],
  'line.manage': [{ to: ['administrator', 'program'], reach: 'organisation' }],
  'people.see': [{ to: ['administrator', ...privacy], reach: 'organisation' }],
  'people.manage': [{ to: ['administrator'], reach: 'organisation' }],
  'contact.manage': [{ to: ['administrator', 'privacy-coordinator', 'privacy-officer'], reach: 'organisation' }],
  'question.see': [{ to: ['administrator', 'works-council', ...privacy], reach: 'organisation' }],
  'question.answer': [{ to: privacy, reach: 'organisation' }],
  'access-token.manage': [],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;

export type Right = keyof typeof POLICY;

/** A role as somebody holds it. `organisationId` null: of the whole installation; `departmentId` null: of all of it. */
export interface Seat {
  readonly role: Role | Guest;
  readonly organisationId: string | null;
  readonly departmentId: string | null;
}

/** Whoever asks: the person's account where there is one, and what they are for. */
export interface Standing {
  readonly accountId: string | null;
  readonly seats: readonly Seat[];
}

/** Where a right is asked for. `organisationId` null: the installation itself. */
export interface Place {
  readonly organisationId: string | null;
  /** Departments of the talk; undefined where the place is the organisation as a whole. */
  readonly departments?: readonly string[];
  /** Accounts that take part in the talk. */
  readonly people?: readonly string[];
}

/** Who stands on the server itself. */
export const OPERATOR: Standing = {
  accountId: null,
  seats: [{ role: 'operator', organisationId: null, departmentId: null }],
};

/** Who comes in by an access token. */
export const PROGRAM: Standing = {
  accountId: null,
  seats: [{ role: 'program', organisationId: null, departmentId: null }],
};

/** Whether this is allowed here. A right that is bound to purposes is not given without one of them. */
export function may(who: Standing, right: Right, place: Place, purpose?: Purpose): boolean {
  return purposesFor(who, right, place).some((allowed) => allowed === purpose || allowed === 'act');
}

/** The purpose for which somebody reads who names none: the first that their role is for. */
export function usualPurpose(who: Standing, right: Right, place: Place): Purpose | undefined {
  return purposesFor(who, right, place).find((allowed) => allowed !== 'act');
}

/** Whether this is allowed anywhere at all; what is shown then is bound by `sightOf`. */
export function maySomewhere(who: Standing, right: Right): boolean {
  return who.seats.some((seat) => seat.role === 'operator' || grantsOf(right, seat).length > 0);
}

/** Which talks somebody may see: everything, or those of these organisations, departments and people. */
export interface Sight {
  readonly all: boolean;
  readonly organisations: readonly string[];
  /** Department ids, and the account's own id. */
  readonly subjects: readonly string[];
}

/** The talks for which this right holds, for this purpose or, without one, for whatever purpose. */
export function sightOf(who: Standing, right: Right, purpose?: Purpose): Sight {
  const organisations = new Set<string>();
  const subjects = new Set<string>();
  for (const seat of who.seats) {
    if (seat.role === 'operator') return { all: true, organisations: [], subjects: [] };
    for (const { reach, for: bound } of grantsOf(right, seat)) {
      if (purpose !== undefined && bound !== undefined && !bound.includes(purpose)) continue;
      if (reach === 'organisation' || (reach === 'department' && seat.departmentId === null)) {
        if (seat.organisationId === null) return { all: true, organisations: [], subjects: [] };
        organisations.add(seat.organisationId);
      } else {
        if (who.accountId !== null) subjects.add(who.accountId);
        if (reach === 'department' && seat.departmentId !== null) subjects.add(seat.departmentId);
      }
    }
  }
  return { all: false, organisations: [...organisations], subjects: [...subjects] };
}

/** For what this is allowed here, the role's own purpose first; `act` where the right is not bound to a purpose. */
function purposesFor(who: Standing, right: Right, place: Place): (Purpose | 'act')[] {
  return who.seats.flatMap((seat): (Purpose | 'act')[] => {
    if (seat.role === 'operator') return ['act', 'operation', ...PURPOSES];
    if (place.organisationId === null) return [];
    if (seat.organisationId !== null && seat.organisationId !== place.organisationId) return [];
    return grantsOf(right, seat)
      .filter(({ reach }) => reaches(reach, who, seat, place))
      .flatMap((row): readonly (Purpose | 'act')[] => row.for ?? ['act']);
  });
}

function grantsOf(right: Right, seat: Seat): readonly Grant[] {
  const rows: readonly Grant[] = POLICY[right];
  return rows.filter((row) => row.to.includes(seat.role));
}

function reaches(reach: Reach, who: Standing, seat: Seat, place: Place): boolean {
  if (reach === 'organisation' || place.departments === undefined) return true; // this seat is of the organisation
  if (who.accountId !== null && place.people?.includes(who.accountId)) return true;
  return reach === 'department' && (seat.departmentId === null || place.departments.includes(seat.departmentId));
}
