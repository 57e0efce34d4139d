import type { Document, Language } from '../document.ts';
import type { ContactFacts } from './talk.ts';

/** An invitation to a personal page. It holds the link and nothing personal beyond the talk's time. */
export interface InvitationFacts {
  readonly link: string;
  /** How the code comes: "per sms", "aan de balie". */
  readonly codeBy: string;
  readonly contact: ContactFacts;
}

/** Uitnodiging voor de persoonlijke pagina. */
export function invitation(facts: InvitationFacts, language: Language): Document {
  const nl = language === 'nl';
  return {
    title: nl ? 'Uw pagina over een opgenomen gesprek' : 'Your page about a recorded talk',
    language,
    letter: true,
    blocks: [
      {
        kind: 'text',
        text: nl
          ? 'U had een gesprek met ons. Op uw eigen pagina ziet u wat wij hebben afgesproken. U kunt er luisteren, een kopie nemen en zeggen wat u ervan vindt.'
          : 'You had a talk with us. On your own page you see what we agreed. You can listen, take a copy and tell us what you think.',
      },
      { kind: 'facts', rows: [[nl ? 'Uw pagina' : 'Your page', facts.link]] },
      {
        kind: 'text',
        text: nl
          ? `U hebt ook een code nodig. Die krijgt u ${facts.codeBy}. Geef de link en de code aan niemand.`
          : `You also need a code. You get it ${facts.codeBy}. Give the link and the code to nobody.`,
      },
      {
        kind: 'note',
        text: nl
          ? `Had u geen gesprek met ons? Laat het weten aan ${facts.contact.name}: ${facts.contact.reach}.`
          : `Did you have no talk with us? Tell ${facts.contact.name}: ${facts.contact.reach}.`,
      },
    ],
  };
}
