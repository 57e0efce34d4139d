import type { Form } from './form.ts';

/** Documents for everybody that are made at once, out of what the organisation settled. */
export const MADE_HERE: readonly Omit<Form, 'pieces'>[] = [
  {
    code: 'public-page',
    group: 'before',
    title: { nl: 'Informatiepagina voor de website', en: 'Page for the website' },
    why: {
      nl: 'Een pagina voor iedereen, uit de opnameplannen die gelden.',
      en: 'A page for everybody, from the recording plans that are live.',
    },
    source: 'AVG 12 en 13',
  },
  {
    code: 'factsheet',
    group: 'before',
    title: { nl: 'Factsheet over opnemen', en: 'Factsheet about recording' },
    why: {
      nl: 'Vragen en antwoorden met uw eigen regels erbij, om te delen.',
      en: 'Questions and answers with your own rules, to share.',
    },
    source: 'eigen regels',
  },
];
