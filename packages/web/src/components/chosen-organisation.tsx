import { useQuery } from '@tanstack/react-query';
import type { Organisation } from '@woordelijk/api';
import { useState } from 'react';
import { keep, kept } from '../kept.ts';
import { useWords } from '../language/language.tsx';
import { organisations } from '../server.ts';
import { Choice } from './Choice.tsx';
import { Failure } from './Failure.tsx';

/** The organisation that a page is about: the only one, or the one that was chosen, on this page or another before. */
export function useChosenOrganisation(): {
  readonly organisation: Organisation | undefined;
  readonly loaded: boolean;
  /** The way to choose where there are several, or why they could not be asked for. */
  readonly chooser: React.ReactNode;
} {
  const { people } = useWords();
  const { data, error, refetch } = useQuery(organisations);
  const [chosen, setChosen] = useState(kept('organisation') ?? '');
  const real = data?.items.filter(({ kind }) => kind === 'organisation') ?? [];
  const organisation = real.find(({ id }) => id === chosen) ?? real[0];
  const chooser =
    error !== null ? (
      <Failure error={error} retry={() => void refetch()} />
    ) : real.length > 1 && organisation !== undefined ? (
      <Choice
        label={people.organisation}
        value={organisation.id}
        options={real.map(({ id, name }) => ({ value: id, text: name }))}
        choose={(id) => {
          keep('organisation', id);
          setChosen(id);
        }}
      />
    ) : null;
  return { organisation, loaded: data !== undefined, chooser };
}
