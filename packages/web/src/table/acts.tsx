/** How an act at the table is sent: under a key of its own, so that a second press or a lost answer does it only once. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TalkFile } from '@woordelijk/api';
import { type ReactNode, useRef } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';

/** An act of this talk; its answer is the file as it stands now. */
export function useAct(talkId: string, send: (once: string) => Promise<TalkFile>, done: () => void = () => undefined) {
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: () => send(key.current),
    onSuccess: async (file) => {
      key.current = crypto.randomUUID();
      queries.setQueryData(['talk', talkId, 'file'], file);
      done();
      void queries.invalidateQueries({ queryKey: ['open-requests'] });
      await queries.invalidateQueries({ queryKey: ['talk', talkId] });
    },
    onError: (error) => {
      // What was refused was not done: it is another act when it is tried again with something else filled in.
      if ('status' in error && (error.status as number) >= 400 && (error.status as number) < 500)
        key.current = crypto.randomUUID();
    },
  });
}

/** A form that does one act. `ready` says whether everything that is needed is filled in, and marks what is not. */
export function ActForm({
  act,
  ready,
  button,
  children,
}: {
  act: { readonly mutate: () => void; readonly isPending: boolean; readonly error: Error | null };
  ready: () => boolean;
  button: string;
  children: ReactNode;
}) {
  return (
    <form
      className="w-table-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (ready()) act.mutate();
      }}
    >
      {children}
      {act.error && <Failure error={act.error} />}
      <p>
        <Button look="main" type="submit" busy={act.isPending}>
          {button}
        </Button>
      </p>
    </form>
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
