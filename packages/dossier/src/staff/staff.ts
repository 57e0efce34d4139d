import type { House } from '../house.ts';
import { contacts, endContact, listContact } from './contacts.ts';
import { addDepartment, departments } from './departments.ts';
import type { Staff } from './face.ts';
import { signIn, signOut } from './identities.ts';
import { known } from './in-organisation.ts';
import { invitations, invite, invited, join, withdrawInvitation } from './invitations.ts';
import { endAccount, endPost, givePost, members } from './posts.ts';

/** The staff's part of the dossier's face. Their acts stand in the ledger of their organisation. */
export function staff(house: House): Staff {
  const reading =
    <T>(read: (house: House, organisationId: string) => Promise<T>) =>
    async (organisationId: string): Promise<T> => {
      await known(house, organisationId);
      return await read(house, organisationId);
    };
  return {
    departments: reading(departments),
    addDepartment: (...asked) => addDepartment(house, ...asked),
    members: reading(members),
    invitations: reading(invitations),
    invite: (...asked) => invite(house, ...asked),
    withdrawInvitation: (...asked) => withdrawInvitation(house, ...asked),
    invited: (token) => invited(house, token),
    join: (token, passkey) => join(house, token, passkey),
    signIn: (identity) => signIn(house, identity),
    signOut: (identity) => signOut(house, identity),
    givePost: (...asked) => givePost(house, ...asked),
    endPost: (...asked) => endPost(house, ...asked),
    endAccount: (...asked) => endAccount(house, ...asked),
    contacts: reading(contacts),
    listContact: (...asked) => listContact(house, ...asked),
    endContact: (...asked) => endContact(house, ...asked),
  };
}
