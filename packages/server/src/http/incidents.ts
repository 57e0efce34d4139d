/** Incidents and alarms over HTTP: the dossier's words put into the contract's, and the overview for the regulator's form. */
import type { Incident as IncidentOnTheWire } from '@woordelijk/api';
import { breachReport } from '@woordelijk/documents';
import type { Asking, Dossier, Incident } from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import { letterheadFor } from './letterhead.ts';
import { type Handlers, onceOf, type Visitor } from './mount.ts';
import { organisationOf } from './organisations.ts';
import { sendDocument } from './send-document.ts';

type IncidentHandlers = Pick<
  Handlers,
  | 'listIncidents'
  | 'reportIncident'
  | 'getIncidentReport'
  | 'assessIncident'
  | 'tellIncident'
  | 'noteIncident'
  | 'closeIncident'
  | 'listAlarms'
>;

/** Handlers for incidents and alarms. */
export function incidentHandlers(dossier: Dossier): IncidentHandlers {
  const { incidents } = dossier;
  const asking = ({ visitor, request }: { visitor: Visitor; request: FastifyRequest }): Asking => ({
    actor: visitor.actor,
    once: onceOf(request),
  });
  return {
    listIncidents: async ({ params }) => ({ items: (await incidents.list(params.organisationId)).map(onTheWire) }),
    async reportIncident(a) {
      const { beganAt, endedAt, awareAt, ...rest } = a.body;
      const said = { ...rest, beganAt: at(beganAt), endedAt: at(endedAt), awareAt: Date.parse(awareAt) };
      const { id } = await incidents.report(a.params.organisationId, said, asking(a));
      return { id };
    },
    async getIncidentReport({ params, query, reply }) {
      const incident = await incidents.one(params.organisationId, params.incidentId);
      const { as = 'html', language = 'nl' } = query;
      const stem = `incident-${new Date(incident.awareAt).toISOString().slice(0, 10)}`;
      if (as === 'json') {
        reply.type('application/json; charset=utf-8');
        reply.header('content-disposition', `attachment; filename="${stem}.json"`);
        return reply.send(JSON.stringify(onTheWire(incident), null, 2));
      }
      const organisation = await organisationOf(dossier, params.organisationId);
      const contacts = await dossier.staff.contacts(params.organisationId);
      const document = breachReport(
        {
          ...incident,
          organisation: organisation.name,
          contacts: contacts.filter(({ duty }) => duty === 'dpo' || duty === 'privacy-officer'),
          talks: incident.talks.length,
          dueAt: incident.clock?.dueAt ?? null,
          assessment: incident.assessments.at(-1) ?? null,
        },
        language,
      );
      return sendDocument(document, as, stem, await letterheadFor(dossier, organisation), reply);
    },
    async assessIncident(a) {
      const { organisationId, incidentId } = a.params;
      return onTheWire(await incidents.assess(organisationId, incidentId, a.body, asking(a)));
    },
    async tellIncident(a) {
      const telling = { ...a.body, at: Date.parse(a.body.at) };
      return onTheWire(await incidents.tell(a.params.organisationId, a.params.incidentId, telling, asking(a)));
    },
    async noteIncident(a) {
      return onTheWire(await incidents.note(a.params.organisationId, a.params.incidentId, a.body.words, asking(a)));
    },
    async closeIncident(a) {
      return onTheWire(await incidents.close(a.params.organisationId, a.params.incidentId, a.body, asking(a)));
    },
    async listAlarms({ visitor }) {
      const found = await dossier.alarms(visitor.standing);
      return { items: found.map(({ dueAt, ...rest }) => ({ ...rest, dueAt: moment(dueAt) })) };
    },
  };
}

function onTheWire(incident: Incident): IncidentOnTheWire {
  const { beganAt, endedAt, awareAt, reported, assessments, told, notes, closed, clock, natures, talks, ...rest } =
    incident;
  const dated = <T extends { readonly at: number }>(one: T) => ({ ...one, at: new Date(one.at).toISOString() });
  return {
    ...rest,
    natures: [...natures],
    talks: [...talks],
    beganAt: moment(beganAt),
    endedAt: moment(endedAt),
    awareAt: new Date(awareAt).toISOString(),
    reported: dated(reported),
    assessments: assessments.map((one) => ({
      ...dated(one),
      data: [...one.data],
      people: one.people && { ...one.people },
    })),
    told: told.map(dated),
    notes: notes.map(dated),
    closed: closed && dated(closed),
    clock: clock && { ...clock, dueAt: new Date(clock.dueAt).toISOString() },
  };
}

function moment(value: number | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}

function at(value: string | null): number | null {
  return value === null ? null : Date.parse(value);
}
