import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Line, Organisation } from '@woordelijk/api';
import { useId, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
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
  const [missing, setMissing] = useState(false);
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
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(key.trim() === '');
        if (key.trim() !== '') add.mutate();
      }}
    >
      <h3>{settings.addLine}</h3>
      {add.error && <Failure error={add.error} />}
      <Field
        label={settings.lineKey}
        hint={settings.lineKeyHint}
        error={missing ? settings.required : undefined}
        value={key}
        onChange={(e) => setKey(e.target.value)}
        autoComplete="off"
        maxLength={200}
        required
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
      <Button look="main" type="submit" icon="plus" busy={add.isPending}>
        {settings.addLine}
      </Button>
    </form>
  );
}

function NewOrganisation({ tell }: { tell: (text: string) => void }) {
  const { settings } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const add = useMutation({
    mutationFn: () => server.addOrganisation({ body: { name: name.trim() } }),
    onSuccess: async (made) => {
      setName('');
      tell(settings.added(made.name));
      await queries.invalidateQueries({ queryKey: ['organisations'] });
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(name.trim() === '');
        if (name.trim() !== '') add.mutate();
      }}
    >
      <h3>{settings.addOrganisation}</h3>
      {add.error && <Failure error={add.error} />}
      <Field
        label={settings.organisationName}
        error={missing ? settings.required : undefined}
        value={name}
        onChange={(e) => setName(e.target.value)}
        autoComplete="organization"
        maxLength={200}
        required
      />
      <Button type="submit" icon="plus" busy={add.isPending}>
        {settings.addOrganisation}
      </Button>
    </form>
  );
}
