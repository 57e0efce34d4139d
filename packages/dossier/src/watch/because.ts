/** What a finding means for whoever looks after the house, and what to do, in both languages; its own words are for an engineer. */
import type { Text } from '@woordelijk/rules';

const RESTORE: Text = {
  nl: 'Zet het terug uit een back-up, en beoordeel of dit een datalek is.',
  en: 'Restore it from a backup, and judge whether this is a data breach.',
};

/** By where it was found; the first that fits. */
const KINDS: readonly { readonly at: RegExp; readonly means: Text }[] = [
  {
    at: /^recording /,
    means: {
      nl: 'Een opname is niet meer zoals zij is verzegeld, of kan niet worden nagekeken. Als bewijs is zij zo niet te vertrouwen.',
      en: 'A recording is not as it was sealed any more, or cannot be checked. As evidence it cannot be trusted like this.',
    },
  },
  {
    at: /^key file /,
    means: {
      nl: 'Een sleutel is er nog, terwijl is vastgelegd dat die is vernietigd.',
      en: 'A key is still there, though it was written down that it was destroyed.',
    },
  },
  {
    at: /^ledger .*, its end$/,
    means: {
      nl: 'Het eind van het logboek klopt niet: de laatste handelingen zijn weg of veranderd.',
      en: 'The end of the ledger does not fit: the last acts are gone or were changed.',
    },
  },
  {
    at: /^ledger /,
    means: {
      nl: 'Een regel van het logboek is veranderd, weg of niet te lezen. Wat er staat over wie wat deed, is daar niet te vertrouwen.',
      en: 'A row of the ledger was changed, is gone or cannot be read. What it says of who did what is not to be trusted there.',
    },
  },
  {
    at: /^the database/,
    means: {
      nl: 'De database zelf is beschadigd. Vraag de beheerder om naar de schijf te kijken.',
      en: 'The database itself is damaged. Ask the administrator to look at the disk.',
    },
  },
  {
    at: /^talk /,
    means: {
      nl: 'Wat van een gesprek is opgeschreven, kan niet worden gelezen.',
      en: 'What was written down of a talk cannot be read.',
    },
  },
];

/** Rows of tables, and whatever else the check compares with the ledger. */
const CHANGED: Text = {
  nl: 'Wat hier staat, is niet wat volgens het logboek is opgeschreven. Het is buiten dit programma om veranderd.',
  en: 'What stands here is not what was written according to the ledger. It was changed outside this program.',
};

/** Of a finding at this place. */
export function becauseOf(place: string): Text {
  const { nl, en } = KINDS.find(({ at }) => at.test(place))?.means ?? CHANGED;
  return { nl: `${nl} ${RESTORE.nl}`, en: `${en} ${RESTORE.en}` };
}
