export {
  consistencyPath,
  emptyRoot,
  GrowingTree,
  inclusionPath,
  isConsistent,
  leafHash,
  nodeHash,
  rootFromInclusion,
  rootOf,
  type Sha256,
  sameBytes,
} from './merkle.ts';
export {
  formatNote,
  formatVerifierKey,
  fromBase64,
  type Note,
  type NoteSignature,
  noteKeyId,
  parseNote,
  parseVerifierKey,
  signatureBy,
  toBase64,
  type VerifierKey,
} from './note.ts';
export { sha256 } from './sha256.ts';
