import { ContainerError, type ContainerReader, type ContainerState } from './container.ts';
import { Mp4Reader } from './mp4.ts';
import { WEBM_MAGIC, WebmReader } from './webm.ts';

/**
 * A reader for the container that begins with these bytes (eight are enough). Throws ContainerError where it is neither
 * WebM nor MP4.
 */
export function openContainer(first: Uint8Array): ContainerReader {
  if (first.length >= 8) {
    const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
    if (view.getUint32(0) === WEBM_MAGIC) return new WebmReader();
    if (view.getUint32(4) === 0x66_74_79_70) return new Mp4Reader(); // "ftyp"
  }
  throw new ContainerError('This is neither WebM nor MP4.');
}

/** A reader that goes on where another stood. */
export function resumeContainer(state: ContainerState): ContainerReader {
  return state.kind === 'webm' ? new WebmReader(state) : new Mp4Reader(state);
}
