import type { HandedWords } from './handed.nl.ts';

/** English words around a file that is handed in. */
export const handedEn: HandedWords = {
  choose: 'Choose the file',
  give: 'Hand in this recording',
  hint: 'WAV, MP3, M4A, Ogg or WebM, at most 2 GB. We keep it exactly as it is.',
  waiting: (name) => `“${name}” has not come in whole yet. Choose the file once more and we go on.`,
  bringing: (name) => `Bringing ${name}`,
  progress: (done, all) => `${done} of ${all} MB is safely in`,
  slow: 'The connection is gone. We keep trying, and go on where we were.',
  stop: 'Stop and throw away what came in',
  done: 'All of the file is in',
  doneText: 'Check for yourself that it is the same: compute the SHA-256 of your own file and compare.',
  likeness: {
    same: 'This is exactly what was recorded during the talk: the fingerprints of then match.',
    partly: 'As far as the fingerprints of during the talk go, they match.',
    differs: 'The fingerprints of during the talk do not belong to this file.',
  },
  fingerprint: 'Fingerprint (SHA-256)',
  tooLarge: 'This file is larger than 2 GB. Call the organisation and ask for another way.',
  empty: 'This file is empty. Choose the file with the recording.',
  unreadable: 'The browser cannot read this file. Perhaps it was moved or changed. Choose it again.',
  failed: 'The file did not come in',
  unreachable: 'The server does not answer. Check your connection and try again.',
  megabytes: (bytes) => (bytes / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 1 }),
};
