export { checkDossier, type DossierCheck } from './check/beside.ts';
export { type DatabaseChoice, dumpSchema } from './db/database.ts';
export { lockFolder } from './db/lock.ts';
export { DossierError, type DossierErrorCode } from './error.ts';
export type * from './face.ts';
export type { LogLine } from './house.ts';
export { type DossierOptions, openDossier } from './open.ts';
