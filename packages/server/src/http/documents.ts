/** Documents of an organisation that concern no single talk, over HTTP. */
import { FORMS, formDocument, MADE_ELSEWHERE } from '@woordelijk/documents';
import { letterheadFor } from './letterhead.ts';
import type { Handlers } from './mount.ts';
import { organisationOf } from './organisations.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';
import { sendDocument } from './send-document.ts';

/** Handlers for the page that lists all documents. */
export function documentHandlers({ dossier, config }: HttpParts): Pick<Handlers, 'listDocuments' | 'getDocument'> {
  return {
    async listDocuments() {
      const forms = FORMS.map(({ pieces: _, ...form }) => ({ ...form, at: null }));
      return {
        items: [...forms, ...MADE_ELSEWHERE].map((one) => ({ ...one, title: { ...one.title }, why: { ...one.why } })),
      };
    },
    async getDocument({ params, query, reply }) {
      const form = FORMS.find(({ code }) => code === params.document);
      if (form === undefined) throw new HttpProblem('letter-not-there');
      const organisation = await organisationOf(dossier, params.organisationId);
      const { as = 'html', language = 'nl' } = query;
      const document = formDocument(form, language, config.version);
      return await sendDocument(document, as, form.code, await letterheadFor(dossier, organisation), reply);
    },
  };
}
