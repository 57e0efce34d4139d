import { DossierError, type DossierErrorCode } from '@woordelijk/dossier';

/** A refusal as the dossier has them. */
export function no(code: DossierErrorCode): DossierError {
  return new DossierError(code, code);
}
