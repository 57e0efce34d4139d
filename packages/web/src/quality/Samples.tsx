import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Draw, Protocol } from '@woordelijk/api';
import { useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { dayKey, longDay, shortDay } from '../moments.ts';
import { useOrganisationAct } from '../privacy/use-act.ts';
import { departments, draws, server, session } from '../server.ts';

const MONTH_MS = 30 * 86_400_000;

/** Samples that chance drew, and the way to draw one. */
export function Samples({
  organisationId,
  protocol,
  may,
}: {
  organisationId: string;
  protocol: Protocol;
  may: boolean;
}) {
  const { quality: t } = useWords();
  const { data, error, refetch } = useQuery(draws(organisationId));
  return (
    <section className="w-card" aria-labelledby="draws-title">
      <h2 id="draws-title">{t.draws}</h2>
      <p className="w-muted">{t.drawsText}</p>
      {may && <DrawForm organisationId={organisationId} protocol={protocol} />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && <p>{t.noDraws}</p>}
      <ul className="w-holds">
        {data?.items.map((draw) => (
          <Sample key={draw.id} draw={draw} />
        ))}
      </ul>
    </section>
  );
}

function Sample({ draw }: { draw: Draw }) {
  const words = useWords();
  const t = words.quality;
  return (
    <li className="w-hold">
      <p>
        <strong>{t.drawn(longDay(words, draw.at), draw.by)}</strong>
      </p>
      <p className="w-muted">
        {shortDay(words, draw.from)} – {shortDay(words, draw.to)} ·{' '}
        {t.out(draw.talks.length, draw.candidates, draw.passedOver)}
      </p>
      <ul>
        {draw.talks.map(({ talkId, state }, i) => (
          <li key={talkId}>
            <Link to="/gesprekken/$talkId" params={{ talkId }}>
              {t.talk(i + 1)}
            </Link>
            : {t.states[state]}
          </li>
        ))}
      </ul>
      <details className="w-raw">
        <summary>{t.seed}</summary>
        <p>{t.seedText}</p>
        <code className="w-break-anywhere">{draw.seed}</code>
      </details>
    </li>
  );
}

function DrawForm({ organisationId, protocol }: { organisationId: string; protocol: Protocol }) {
  const words = useWords();
  const t = words.quality;
  const me = useQuery(session).data?.account?.name ?? '';
  const known = useQuery(departments(organisationId)).data?.items ?? [];
  const [chosen, setChosen] = useState('');
  const [from, setFrom] = useState(() => dayKey(Date.now() - MONTH_MS));
  const [to, setTo] = useState(() => dayKey(Date.now()));
  const [size, setSize] = useState(String(Math.min(3, protocol.mostDrawn)));
  const departmentId = chosen || known[0]?.id;
  const draw = useOrganisationAct(organisationId, (_: undefined, once) =>
    server.drawSample(
      { params: { organisationId }, body: { departmentId: departmentId!, from, to, size: Number(size), by: me } },
      { once },
    ),
  );
  if (departmentId === undefined) return <p>{t.noDepartments}</p>;
  return (
    <Form act={draw} button={t.draw}>
      <Choice
        label={t.department}
        value={departmentId}
        options={known.map(({ id, name }) => ({ value: id, text: name }))}
        choose={setChosen}
      />
      <Field label={t.from} type="date" value={from} onChange={(e) => setFrom(e.target.value)} error={undefined} />
      <Field label={t.to} type="date" value={to} onChange={(e) => setTo(e.target.value)} error={undefined} />
      <Field
        label={t.size}
        type="number"
        min={1}
        max={protocol.mostDrawn}
        value={size}
        onChange={(e) => setSize(e.target.value)}
        error={undefined}
      />
    </Form>
  );
}
