/** Documents of an organisation that concern no single talk, over HTTP. */
import { type Document, FORMS, formDocument, type Language, MADE_ELSEWHERE, MADE_HERE } from '@woordelijk/documents';
import type { Organisation } from '@woordelijk/dossier';
import { dayOf } from '@woordelijk/rules';
import { factsheetOf, informationPageOf } from './house-papers.ts';
import { letterheadFor } from './letterhead.ts';
import type { Handlers } from './mount.ts';
import { organisationOf } from './organisations.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';
import { sendDocument } from './send-document.ts';

/** Handlers for the page that lists all documents. */
export function documentHandlers({
  dossier,
  config,
  clock,
}: HttpParts): Pick<Handlers, 'listDocuments' | 'getDocument'> {
  return {
    async listDocuments() {
      const here = [...MADE_HERE, ...FORMS.map(({ pieces: _, ...form }) => form)].map((one) => ({ ...one, at: null }));
      return {
        items: [...here, ...MADE_ELSEWHERE].map((one) => ({ ...one, title: { ...one.title }, why: { ...one.why } })),
      };
    },
    async getDocument({ params, query, reply }) {
      const organisation = await organisationOf(dossier, params.organisationId);
      const { as = 'html', language = 'nl' } = query;
      const document = await documentOf(params.document, organisation, language);
      if (document === undefined) throw new HttpProblem('letter-not-there');
      return await sendDocument(document, as, params.document, await letterheadFor(dossier, organisation), reply);
    },
  };

  async function documentOf(
    code: string,
    organisation: Organisation,
    language: Language,
  ): Promise<Document | undefined> {
    if (code === 'public-page') return await informationPageOf(dossier, organisation, language);
    if (code === 'factsheet') return await factsheetOf(dossier, organisation, dayOf(clock()), language);
    const form = FORMS.find((one) => one.code === code);
    return form && formDocument(form, language, config.version);
  }
}
