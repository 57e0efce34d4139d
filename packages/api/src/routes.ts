/**
 * The route table: every door of the HTTP interface once. The server mounts it, the client calls by it, the OpenAPI
 * document is printed from it. Paths stand below `/v1`.
 */

import { absentRoutes } from './absents.ts';
import { callRoutes } from './calls.ts';
import { documentRoutes } from './documents.ts';
import { editRoutes } from './edits.ts';
import { handedRoutes } from './handed.ts';
import { incidentRoutes } from './incidents.ts';
import { keepingRoutes } from './keeping.ts';
import { liveRoutes } from './live.ts';
import { loginRoutes } from './login.ts';
import { mailRoutes } from './mails.ts';
import { organisationRoutes } from './organisations.ts';
import { oversightRoutes } from './oversight.ts';
import { ownRecordingRoutes } from './own-recordings.ts';
import { peopleRoutes } from './people.ts';
import { personalRoutes } from './personal.ts';
import { planRoutes } from './plans.ts';
import type { ProblemCode } from './problems.ts';
import { processorRoutes } from './processors.ts';
import { qualityRoutes } from './quality.ts';
import { recorderRoutes } from './recorder.ts';
import { rightsRoutes } from './rights.ts';
import { type Route, table } from './route.ts';
import { ruleRoutes } from './rules.ts';
import { sharingRoutes } from './sharing.ts';
import { signRoutes } from './signs.ts';
import { tableRoutes } from './table.ts';
import { talkRoutes } from './talks.ts';
import { watchRoutes } from './watch.ts';

export const routes = table({
  ...ruleRoutes,
  ...peopleRoutes,
  ...tableRoutes,
  ...signRoutes,
  ...personalRoutes,
  ...handedRoutes,
  ...ownRecordingRoutes,
  ...recorderRoutes,
  ...keepingRoutes,
  ...callRoutes,
  ...sharingRoutes,
  ...rightsRoutes,
  ...absentRoutes,
  ...planRoutes,
  ...oversightRoutes,
  ...documentRoutes,
  ...qualityRoutes,
  ...processorRoutes,
  ...incidentRoutes,
  ...watchRoutes,
  ...mailRoutes,
  ...editRoutes,
  ...talkRoutes,
  ...liveRoutes,
  ...organisationRoutes,
  ...loginRoutes,
});

export type Routes = typeof routes;
export type RouteName = keyof Routes;

/** Problem codes that a route can answer with: its own and those that belong to its access and shape. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  const shared: ProblemCode[] = ['host-unknown', 'too-many-requests', 'internal', 'stopping'];
  if (route.params || route.query || route.method !== 'GET') shared.push('request-invalid');
  if (route.body || route.bytes) shared.push('request-too-large', 'media-type-unknown');
  if (route.access !== 'local') shared.push('token-refused');
  if (route.access === 'login' || route.access === 'person') shared.push('login-needed', 'not-allowed');
  if (route.access === 'visit' || route.access === 'share') shared.push('visit-needed');
  if (route.access === 'person') shared.push('person-only');
  if (route.access === 'local') shared.push('local-only');
  if (route.method !== 'GET') shared.push('request-not-from-page');
  return [...new Set([...route.problems, ...shared])];
}
