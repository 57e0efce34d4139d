/** The people of an organisation over HTTP, and planned talks. */
import type { Invitation as InvitationOnTheWire, StaffMember as MemberOnTheWire } from '@woordelijk/api';
import type { Dossier, Invitation, StaffMember } from '@woordelijk/dossier';
import { type Handlers, onceOf } from './mount.ts';
import { talkOnTheWire } from './talks.ts';

type PeopleHandlers = Pick<
  Handlers,
  | 'arrangeOrganisation'
  | 'listDepartments'
  | 'addDepartment'
  | 'listPeople'
  | 'listColleagues'
  | 'endAccount'
  | 'givePost'
  | 'endPost'
  | 'listInvitations'
  | 'invite'
  | 'withdrawInvitation'
  | 'listContacts'
  | 'listContact'
  | 'endContact'
  | 'planTalk'
  | 'callOffTalk'
>;

/** The address behind which an invited person comes in. The token stands in the fragment: no server or proxy sees it. */
export function invitationLink(publicUrl: string, token: string): string {
  return `${publicUrl}/#/uitnodiging/${token}`;
}

/** Handlers for people and plans. `dismiss` ends what somebody still has open when they leave. */
export function peopleHandlers(
  dossier: Dossier,
  publicUrl: () => string,
  dismiss: (visitor: string) => void,
): PeopleHandlers {
  const { staff } = dossier;
  return {
    async arrangeOrganisation({ params, body, visitor }) {
      return dossier.arrange(params.organisationId, body.sector, visitor.actor);
    },
    async listDepartments({ params }) {
      return { items: [...(await staff.departments(params.organisationId))] };
    },
    async addDepartment({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return staff.addDepartment(params.organisationId, body.name, asking);
    },
    async listPeople({ params }) {
      return { items: (await staff.members(params.organisationId)).map(memberOnTheWire) };
    },
    async listColleagues({ params }) {
      const members = await staff.members(params.organisationId);
      return {
        items: members.filter(({ endedAt }) => endedAt === null).map(({ account: { id, name } }) => ({ id, name })),
      };
    },
    async endAccount({ params, visitor }) {
      await staff.endAccount(params.organisationId, params.accountId, visitor.actor);
      dismiss(`user:${params.accountId}`);
    },
    async givePost({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return staff.givePost(params.organisationId, params.accountId, body, asking);
    },
    async endPost({ params, visitor }) {
      await staff.endPost(params.organisationId, params.postId, visitor.actor);
    },
    async listInvitations({ params }) {
      return { items: (await staff.invitations(params.organisationId)).map(invitationOnTheWire) };
    },
    async invite({ params, body, visitor }) {
      const made = await staff.invite(params.organisationId, body.name, body.posts, visitor.actor);
      return { ...invitationOnTheWire(made.invitation), link: invitationLink(publicUrl(), made.token) };
    },
    async withdrawInvitation({ params, visitor }) {
      await staff.withdrawInvitation(params.organisationId, params.invitationId, visitor.actor);
    },
    async listContacts({ params }) {
      return { items: [...(await staff.contacts(params.organisationId))] };
    },
    async listContact({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return staff.listContact(params.organisationId, body, asking);
    },
    async endContact({ params, visitor }) {
      await staff.endContact(params.organisationId, params.contactId, visitor.actor);
    },
    async planTalk({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      const plan = { ...body, plannedAt: Date.parse(body.plannedAt) };
      return talkOnTheWire(await dossier.plan(params.organisationId, plan, asking));
    },
    async callOffTalk({ params, body, visitor }) {
      await dossier.callOff(params.talkId, body.reason, { actor: visitor.actor });
    },
  };
}

function memberOnTheWire({ account, posts, endedAt }: StaffMember): MemberOnTheWire {
  return {
    account: { id: account.id, name: account.name },
    posts: [...posts],
    endedAt: endedAt === null ? null : moment(endedAt),
  };
}

function invitationOnTheWire({ createdAt, expiresAt, posts, ...rest }: Invitation): InvitationOnTheWire {
  return { ...rest, posts: [...posts], createdAt: moment(createdAt), expiresAt: moment(expiresAt) };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
