import { useQueryClient } from '@tanstack/react-query';
import type { TalkFile } from '@woordelijk/api';
import { useOnce } from '../once.ts';

/** An act of this talk; its answer is the file as it stands now. */
export function useAct(talkId: string, send: (once: string) => Promise<TalkFile>, done: () => void = () => undefined) {
  const queries = useQueryClient();
  return useOnce<void, TalkFile>(
    ['talk', talkId],
    (_, once) => send(once),
    (file) => {
      queries.setQueryData(['talk', talkId, 'file'], file);
      done();
      void queries.invalidateQueries({ queryKey: ['open-requests'] });
    },
  );
}

/** Saves a text as a file. */
export function saveText(text: string, name: string): void {
  saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), name);
}

/** Saves bytes as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
