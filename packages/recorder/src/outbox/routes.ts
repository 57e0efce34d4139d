import { type ClientOf, ownRecordingRoutes, recorderRoutes } from '@woordelijk/api';

/** All that the worker asks of the server. */
export const ROUTES = { ...recorderRoutes, ...ownRecordingRoutes };
export type OutboxClient = ClientOf<typeof ROUTES>;
