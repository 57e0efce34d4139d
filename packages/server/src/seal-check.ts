import type { Dossier } from '@woordelijk/dossier';
import type { OpenedVault } from '@woordelijk/vault';
import type { SealResult } from './http/index.ts';

/** Checks one talk's seal now, sound and all. Rejects `talk-not-found`. */
export async function checkSeal(dossier: Dossier, vault: OpenedVault, talkId: string): Promise<SealResult> {
  const talk = await dossier.talk(talkId);
  if (talk.state !== 'stored' || talk.recordingId === null) {
    return {
      state: 'unconfirmed',
      findings: [{ place: 'recording', meaning: 'It is not stored yet. Check again when it has ended.' }],
    };
  }
  const found = await vault.verify(talk.recordingId);
  if (found.state === 'damaged') return { state: 'damaged', findings: found.findings };
  return { state: found.signer === 'confirmed' ? 'intact' : 'unconfirmed', findings: found.findings };
}
