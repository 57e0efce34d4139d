/** Title and next step of the problems about recording plans; problems.ts takes them up. */

export const planProblems = {
  'recording-plan-not-found': {
    nl: ['Dit opnameplan is er niet', 'Laad de lijst opnieuw.'],
    en: ['This recording plan does not exist', 'Load the list again.'],
  },
  'recording-plan-ended': {
    nl: ['Dit opnameplan is beëindigd', 'Begin een nieuw plan; het mag hetzelfde zeggen.'],
    en: ['This recording plan has ended', 'Begin a new one; it may say the same.'],
  },
  'recording-plan-malformed': {
    nl: ['Zo kan het plan niet', 'Geef het een naam en een soort gesprek, en kies bij elk veld iets uit de lijst.'],
    en: ['The plan cannot be like this', 'Give it a name and a kind of talk, and choose from the lists.'],
  },
  'recording-plan-not-in-order': {
    nl: ['Dit plan is nog niet in orde', 'Op de pagina van het plan staat wat er ontbreekt en wie daaraan zet is.'],
    en: ['This plan is not in order yet', 'The page of the plan says what is missing and who must act.'],
  },
  'assessment-not-fitting': {
    nl: [
      'Deze beoordeling past niet bij het plan',
      'Een overheid weegt voor haar taken geen eigen belang af. Bij elke grondslag hoort zijn eigen beoordeling, en elk teken van risico moet worden genoemd.',
    ],
    en: [
      'This judgement does not fit the plan',
      'A public body cannot rely on a legitimate interest for its tasks. Each basis has its own judgement, and every sign of risk must be named.',
    ],
  },
  'texts-changed': {
    nl: ['De teksten zijn intussen veranderd', 'Laad de pagina opnieuw, lees de teksten en keur ze dan goed.'],
    en: ['The texts have changed meanwhile', 'Reload the page, read the texts, and approve them then.'],
  },
  'no-live-plan': {
    nl: [
      'Voor dit gesprek is er geen opnameplan',
      'Zonder lopend opnameplan neemt een organisatie niets op. Bij Opnameplan staat wat er nog nodig is.',
    ],
    en: [
      'There is no recording plan for this talk',
      'Without a live recording plan an organisation records nothing. The page Recording plan says what is still needed.',
    ],
  },
  'purpose-not-announced': {
    nl: [
      'Voor dit doel is deze opname niet aangekondigd',
      'Gebruik de opname alleen waarvoor zij is aangekondigd. Vraag het aanspreekpunt privacy of het nieuwe doel daarbij past.',
    ],
    en: [
      'This recording was not announced for this purpose',
      'Use it only for what was announced. Ask the privacy contact whether the new purpose fits.',
    ],
  },
} as const;
