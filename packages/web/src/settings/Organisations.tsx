import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Line, Organisation } from '@woordelijk/api';
import { useId, useState } from 'react';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { lines as linesQuery, organisations as organisationsQuery, server } from '../server.ts';
import { organisationName } from '../talks/parties.ts';

/** Organisations with their lines. */
export function Organisations() {
  const { settings } = useWords();
  const organisations = useQuery(organisationsQuery);
  const lines = useQuery(linesQuery);
  const [told, setTold] = useState<string>();
  const error = organisations.error ?? lines.error;
  return (
    <section className="w-card" aria-labelledby="lines-title">
      <h2 id="lines-title">{settings.lines}</h2>
      <p>{settings.linesText}</p>
      {error && <Failure error={error} retry={() => void Promise.all([organisations.refetch(), lines.refetch()])} />}
      {!error && (!organisations.data || !lines.data) && <Skeleton />}
      <div aria-live="polite">{told && <Notice look="good">{<p>{told}</p>}</Notice>}</div>
      {organisations.data?.items.map((organisation) => (
        <OneOrganisation
          key={organisation.id}
          organisation={organisation}
          lines={lines.data?.items.filter((l) => l.organisation.id === organisation.id) ?? []}
          tell={setTold}
        />
      ))}
      {organisations.data && (
        <div className="w-forms">
          <NewLine organisations={organisations.data.items} tell={setTold} />
          <NewOrganisation tell={setTold} />
        </div>
      )}
    </section>
  );
}

function OneOrganisation({
  organisation,
  lines,
  tell,
}: {
  organisation: Organisation;
  lines: readonly Line[];
  tell: (text: string) => void;
}) {
  const words = useWords();
  const { settings } = words;
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (line: Line) => server.removeLine({ params: { lineId: line.id } }),
    onSuccess: async (_, line) => {
      tell(settings.removed(line.key));
      await queries.invalidateQueries({ queryKey: ['lines'] });
    },
  });
  const purpose =
    organisation.kind === 'unassigned' ? settings.unassigned : organisation.kind === 'demo' ? settings.demo : undefined;
  return (
    <div className="w-organisation">
      <h3>{organisationName(words, organisation)}</h3>
      {purpose && <p className="w-muted">{purpose}</p>}
      {!purpose && lines.length === 0 && <p className="w-muted">{settings.noLines}</p>}
      {remove.error && <Failure error={remove.error} />}
      {lines.length > 0 && (
        <ul className="w-lines">
          {lines.map((line) => (
            <li key={line.id}>
              <span className="w-figures w-break-anywhere">{line.key}</span>
              <Confirm
                question={{
                  button: settings.remove,
                  label: settings.removeLine(line.key),
                  title: settings.removeTitle(line.key),
                  text: settings.removeText,
                  yes: settings.removeYes,
                }}
                act={() => remove.mutate(line)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function NewLine({ organisations, tell }: { organisations: readonly Organisation[]; tell: (text: string) => void }) {
  const { settings } = useWords();
  const queries = useQueryClient();
  const id = useId();
  const real = organisations.filter((o) => o.kind === 'organisation');
  const [key, setKey] = useState('');
  const [chosen, setChosen] = useState('');
  const organisationId = chosen || (real[0]?.id ?? '');
  const add = useMutation({
    mutationFn: () => server.addLine({ body: { organisationId, key: key.trim() } }),
    onSuccess: async (line) => {
      setKey('');
      tell(settings.added(line.key));
      await queries.invalidateQueries({ queryKey: ['lines'] });
    },
  });
  if (real.length === 0) return null;
  return (
    <Form act={add} button={settings.addLine} icon="plus">
      <h3>{settings.addLine}</h3>
      <Field
        label={settings.lineKey}
        hint={settings.lineKeyHint}
        required
        value={key}
        onChange={(e) => setKey(e.target.value)}
        autoComplete="off"
        maxLength={200}
      />
      <div className="w-field">
        <label htmlFor={`${id}-organisation`}>{settings.organisation}</label>
        <select id={`${id}-organisation`} value={organisationId} onChange={(e) => setChosen(e.target.value)}>
          {real.map((o) => (
            <option key={o.id} value={o.id}>
              {o.name}
            </option>
          ))}
        </select>
      </div>
    </Form>
  );
}

function NewOrganisation({ tell }: { tell: (text: string) => void }) {
  const { settings } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => server.addOrganisation({ body: { name: name.trim() } }),
    onSuccess: async (made) => {
      setName('');
      tell(settings.added(made.name));
      await queries.invalidateQueries({ queryKey: ['organisations'] });
    },
  });
  return (
    <Form act={add} button={settings.addOrganisation} look="plain" icon="plus">
      <h3>{settings.addOrganisation}</h3>
      <Field
        label={settings.organisationName}
        required
        value={name}
        onChange={(e) => setName(e.target.value)}
        autoComplete="organization"
        maxLength={200}
      />
    </Form>
  );
}
