/** The people of an organisation over HTTP: departments, invitations, roles, contacts; and planned talks. */
import * as z from 'zod/mini';
import { Ceremony, FirstAdministrator, PasskeyResponse } from './login.ts';
import { empty, json, table } from './route.ts';
import { id, moment, Organisation, OrganisationParams, TalkParams } from './schemas.ts';
import { Account } from './session.ts';
import { Talk } from './talk-schemas.ts';

const line = (most = 200) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

export const RoleName = z.enum([
  'employee',
  'manager',
  'privacy-coordinator',
  'privacy-officer',
  'dpo',
  'works-council',
  'archivist',
  'administrator',
]);
export type RoleName = z.infer<typeof RoleName>;

export const Department = z
  .object({ id: z.string(), name: z.string() })
  .register(z.globalRegistry, { id: 'Department', description: 'A part of an organisation.' });
export type Department = z.infer<typeof Department>;

const post = {
  role: RoleName,
  departmentId: z.nullable(id).check(z.describe('null: for the whole organisation')),
};
export const Post = z.object({ id: z.string(), ...post }).register(z.globalRegistry, { id: 'Post' });
export type Post = z.infer<typeof Post>;
export const NewPost = z.object(post).register(z.globalRegistry, { id: 'NewPost' });

export const StaffMember = z
  .object({
    account: Account,
    posts: z.array(Post),
    endedAt: z.nullable(moment).check(z.describe('When they left; null: they are still here')),
  })
  .register(z.globalRegistry, { id: 'StaffMember' });
export type StaffMember = z.infer<typeof StaffMember>;

const invitation = {
  id: z.string(),
  name: z.string(),
  posts: z.array(NewPost),
  createdAt: moment,
  expiresAt: moment,
  state: z.enum(['open', 'used', 'expired', 'withdrawn']),
};
export const Invitation = z.object(invitation).register(z.globalRegistry, { id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

const contact = {
  departmentId: z.nullable(id).check(z.describe('null: of the whole organisation')),
  duty: z.enum(['privacy-contact', 'privacy-coordinator', 'privacy-officer', 'dpo']),
  name: line(),
  reach: line().check(z.describe('Telephone number or address of mail, as text')),
};
export const Contact = z
  .object({ id: z.string(), ...contact })
  .register(z.globalRegistry, { id: 'Contact', description: 'Whom to ask about privacy.' });
export type Contact = z.infer<typeof Contact>;

export const PartName = z.enum(['resident', 'official', 'representative', 'companion', 'third']);
export const Plan = z
  .object({
    plannedAt: moment,
    kind: line(40).check(z.describe('A value of the rules’ fact `soort`')),
    place: line(40).check(z.describe('A value of the rules’ fact `plaats`')),
    subject: z.string().check(z.trim(), z.maxLength(500)),
    departmentIds: z.array(id).check(z.minLength(1), z.maxLength(20)),
    participants: z
      .array(
        z.object({
          part: PartName,
          name: line(),
          number: z.optional(line(40)),
          accountId: z.optional(id).check(z.describe('Of somebody of the staff')),
        }),
      )
      .check(z.minLength(2), z.maxLength(30)),
  })
  .register(z.globalRegistry, { id: 'Plan', description: 'A talk to be held.' });
export type Plan = z.infer<typeof Plan>;

const below = <K extends string>(name: K) =>
  z.object({ organisationId: id, [name]: id } as { organisationId: typeof id } & Record<K, typeof id>);
const items = <S extends z.ZodMiniType>(schema: S) => z.object({ items: z.array(schema) });
const token = z.string().check(z.minLength(8), z.maxLength(200));
const organisation = { tag: 'organisations', params: OrganisationParams } as const;
const once = ['organisation-not-found', 'not-allowed', 'idempotency-key-reused'] as const;

const Letterhead = z
  .object({
    address: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(6)),
    colour: z.nullable(z.string().check(z.regex(/^[0-9a-f]{6}$/))).check(z.describe('Of the title, on white')),
    tone: z.enum(['formal', 'neutral']),
    logo: z.nullable(z.string().check(z.maxLength(54_000))).check(z.describe('PNG or JPEG, base64')),
  })
  .register(z.globalRegistry, { id: 'Letterhead' });
export type Letterhead = z.infer<typeof Letterhead>;

export const peopleRoutes = table({
  arrangeOrganisation: {
    method: 'POST',
    path: '/organisations/{organisationId}/arrangement',
    ...organisation,
    summary: 'Says what the organisation is to the law, on which the rules depend',
    access: 'person',
    body: z.object({ sector: z.enum(['gemeente', 'overheid_anders', 'organisatie']) }).register(z.globalRegistry, {
      id: 'Arrangement',
    }),
    answer: json(Organisation),
    problems: ['organisation-not-found', 'not-allowed'],
  },
  listDepartments: {
    method: 'GET',
    path: '/organisations/{organisationId}/departments',
    ...organisation,
    summary: 'Departments, by name',
    access: 'login',
    answer: json(items(Department)),
    problems: ['organisation-not-found'],
  },
  addDepartment: {
    method: 'POST',
    path: '/organisations/{organisationId}/departments',
    ...organisation,
    summary: 'Adds a department',
    access: 'person',
    body: z.object({ name: line() }).register(z.globalRegistry, { id: 'NewDepartment' }),
    answer: json(Department, 201),
    problems: [...once, 'department-exists'],
  },
  listPeople: {
    method: 'GET',
    path: '/organisations/{organisationId}/people',
    ...organisation,
    summary: 'Everybody who has or had an account, with their roles',
    access: 'person',
    answer: json(items(StaffMember)),
    problems: ['organisation-not-found', 'not-allowed'],
  },
  listColleagues: {
    method: 'GET',
    path: '/organisations/{organisationId}/colleagues',
    ...organisation,
    summary: 'Names of those who can take part in a talk as an official',
    access: 'person',
    answer: json(items(Account)),
    problems: ['organisation-not-found'],
  },
  endAccount: {
    method: 'DELETE',
    path: '/organisations/{organisationId}/people/{accountId}',
    tag: 'organisations',
    params: below('accountId'),
    summary: 'Somebody leaves: from now on nothing they have opens a door',
    access: 'person',
    answer: empty,
    problems: ['organisation-not-found', 'person-not-found', 'not-allowed'],
  },
  givePost: {
    method: 'POST',
    path: '/organisations/{organisationId}/people/{accountId}/posts',
    tag: 'organisations',
    params: below('accountId'),
    summary: 'Gives a role',
    access: 'person',
    body: NewPost,
    answer: json(Post, 201),
    problems: [...once, 'person-not-found', 'posts-malformed', 'department-not-found'],
  },
  endPost: {
    method: 'DELETE',
    path: '/organisations/{organisationId}/posts/{postId}',
    tag: 'organisations',
    params: below('postId'),
    summary: 'Ends a role',
    access: 'person',
    answer: empty,
    problems: ['organisation-not-found', 'post-not-found', 'not-allowed'],
  },
  listInvitations: {
    method: 'GET',
    path: '/organisations/{organisationId}/invitations',
    ...organisation,
    summary: 'Invitations, newest first',
    access: 'person',
    answer: json(items(Invitation)),
    problems: ['organisation-not-found', 'not-allowed'],
  },
  invite: {
    method: 'POST',
    path: '/organisations/{organisationId}/invitations',
    ...organisation,
    summary: 'Invites somebody by a one-time link, told this once; it lives seven days',
    access: 'person',
    body: z
      .object({ name: line(100), posts: z.array(NewPost).check(z.minLength(1), z.maxLength(20)) })
      .register(z.globalRegistry, { id: 'NewInvitation' }),
    answer: json(
      z
        .object({ ...invitation, link: z.string().check(z.describe('The whole address, to open in a browser')) })
        .register(z.globalRegistry, { id: 'MadeInvitation', description: 'The link is told this once.' }),
      201,
    ),
    problems: ['organisation-not-found', 'not-allowed', 'posts-malformed', 'department-not-found'],
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/organisations/{organisationId}/invitations/{invitationId}',
    tag: 'organisations',
    params: below('invitationId'),
    summary: 'Takes an invitation back',
    access: 'person',
    answer: empty,
    problems: ['organisation-not-found', 'invitation-not-found', 'not-allowed'],
  },
  beginJoining: {
    method: 'POST',
    path: '/joinings/options',
    tag: 'login',
    summary: 'Whom an invitation is for, and options for their first passkey',
    access: 'open',
    body: z.object({ token }).register(z.globalRegistry, { id: 'JoiningOptionsRequest' }),
    answer: json(
      z
        .object({ name: z.string(), organisation: z.string(), ...Ceremony.shape })
        .register(z.globalRegistry, { id: 'JoiningCeremony' }),
    ),
    problems: ['invitation-refused', 'passkey-needs-name'],
    guessable: true,
  },
  join: {
    method: 'POST',
    path: '/joinings',
    tag: 'login',
    summary: 'Uses up an invitation: account, passkey, recovery codes and a session',
    access: 'open',
    body: z.object({ token, ...PasskeyResponse.shape }).register(z.globalRegistry, { id: 'Joining' }),
    answer: json(FirstAdministrator, 201),
    problems: ['invitation-refused', 'ceremony-expired', 'passkey-refused', 'passkey-exists'],
    guessable: true,
  },
  getLetterhead: {
    method: 'GET',
    path: '/organisations/{organisationId}/letterhead',
    ...organisation,
    summary: 'How letters of the organisation look and sound',
    access: 'login',
    answer: json(Letterhead),
    problems: ['organisation-not-found'],
  },
  setLetterhead: {
    method: 'PUT',
    path: '/organisations/{organisationId}/letterhead',
    ...organisation,
    summary: 'Sets it; replaces what was set before',
    access: 'person',
    body: Letterhead,
    answer: json(Letterhead),
    problems: ['organisation-not-found', 'letterhead-malformed', 'idempotency-key-reused'],
  },
  listContacts: {
    method: 'GET',
    path: '/organisations/{organisationId}/contacts',
    ...organisation,
    summary: 'Whom to ask about privacy: of the whole organisation first',
    access: 'login',
    answer: json(items(Contact)),
    problems: ['organisation-not-found'],
  },
  listContact: {
    method: 'POST',
    path: '/organisations/{organisationId}/contacts',
    ...organisation,
    summary: 'Adds a contact',
    access: 'person',
    body: z.object(contact).register(z.globalRegistry, { id: 'NewContact' }),
    answer: json(Contact, 201),
    problems: [...once, 'department-not-found'],
  },
  endContact: {
    method: 'DELETE',
    path: '/organisations/{organisationId}/contacts/{contactId}',
    tag: 'organisations',
    params: below('contactId'),
    summary: 'Takes a contact off the list',
    access: 'person',
    answer: empty,
    problems: ['organisation-not-found', 'contact-not-found', 'not-allowed'],
  },
  planTalk: {
    method: 'POST',
    path: '/organisations/{organisationId}/planned-talks',
    ...organisation,
    summary: 'Plans a talk: request, agreement, notice and recording attach to it',
    access: 'person',
    body: Plan,
    answer: json(Talk, 201),
    problems: [...once, 'plan-malformed', 'department-not-found', 'person-not-found'],
  },
  callOffTalk: {
    method: 'POST',
    path: '/talks/{talkId}/calling-off',
    tag: 'talks',
    params: TalkParams,
    summary: 'A planned talk will not be held',
    access: 'person',
    body: z.object({ reason: z.string().check(z.trim(), z.maxLength(500)) }).register(z.globalRegistry, {
      id: 'CallingOff',
    }),
    answer: empty,
    problems: ['talk-not-found', 'talk-not-planned', 'not-allowed'],
  },
});
