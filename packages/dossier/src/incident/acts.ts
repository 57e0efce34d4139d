/** The acts about incidents, with what each leaves in the organisation's ledger. */
import type { NewIncident, NewIncidentAssessment, NewIncidentTelling } from './face.ts';

export interface IncidentActs {
  'incident.reported': NewIncident & { readonly incident: string };
  'incident.assessed': NewIncidentAssessment & { readonly incident: string };
  'incident.told': NewIncidentTelling & { readonly incident: string };
  'incident.noted': { readonly incident: string; readonly words: string };
  'incident.closed': { readonly incident: string; readonly lessons: string; readonly by: string };
}

/** Codes of all acts about incidents. */
export const INCIDENT_ACTS = [
  'incident.reported',
  'incident.assessed',
  'incident.told',
  'incident.noted',
  'incident.closed',
] as const satisfies readonly (keyof IncidentActs)[];
