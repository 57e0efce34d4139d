import { useQuery } from '@tanstack/react-query';
import { type Protocol as ProtocolOnTheWire, ScoredBy } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useFields } from '../components/fields.ts';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { longDay } from '../moments.ts';
import { useOrganisationAct } from '../privacy/use-act.ts';
import { server, session } from '../server.ts';

interface Props {
  readonly organisationId: string;
  readonly protocol: ProtocolOnTheWire | undefined;
  readonly may: boolean;
}

/** What is looked at, what for, and by whom; adopted whole. */
export function Protocol({ organisationId, protocol, may }: Props) {
  const words = useWords();
  const t = words.quality;
  const [open, setOpen] = useState(false);
  return (
    <section className="w-card" aria-labelledby="protocol-title">
      <h2 id="protocol-title">{t.protocol}</h2>
      {protocol === undefined && <p>{t.noProtocol}</p>}
      {protocol && (
        <>
          <p className="w-muted">{t.adopted(longDay(words, protocol.at), protocol.by)}</p>
          <h3>{t.criteria}</h3>
          <ol>
            {protocol.criteria.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
          <h3>{t.use}</h3>
          <p className="w-lines">{protocol.use}</p>
          <h3>{t.council}</h3>
          <p className="w-lines">{protocol.council}</p>
          <p className="w-muted">{t.scoredBys[protocol.scoredBy]}.</p>
        </>
      )}
      {may && !open && (
        <Button look={protocol === undefined ? 'main' : 'plain'} onClick={() => setOpen(true)}>
          {protocol === undefined ? t.adopt : t.change}
        </Button>
      )}
      {may && open && <Adopt organisationId={organisationId} protocol={protocol} done={() => setOpen(false)} />}
    </section>
  );
}

function Adopt({ organisationId, protocol, done }: Omit<Props, 'may'> & { done: () => void }) {
  const words = useWords();
  const t = words.quality;
  const me = useQuery(session).data?.account?.name ?? '';
  const { said, field } = useFields({
    criteria: protocol?.criteria.join('\n') ?? '',
    mostDrawn: String(protocol?.mostDrawn ?? 5),
    use: protocol?.use ?? '',
    council: protocol?.council ?? '',
    by: me,
  });
  const [scoredBy, setScoredBy] = useState<ProtocolOnTheWire['scoredBy']>('person');
  const { use, council, by } = said;
  const lines = said.criteria
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const adopt = useOrganisationAct(
    organisationId,
    (_: undefined, once) =>
      server.adoptProtocol(
        {
          params: { organisationId },
          body: { criteria: lines, mostDrawn: Number(said.mostDrawn), use, council, scoredBy, by },
        },
        { once },
      ),
    done,
  );
  return (
    <Form act={adopt} button={t.adopt} cancel={done}>
      <TextArea label={t.criteria} hint={t.criteriaHint} rows={6} {...field('criteria')} required />
      <Field label={t.mostDrawn} type="number" min={1} max={50} {...field('mostDrawn')} required />
      <TextArea label={t.use} rows={3} {...field('use')} required />
      <TextArea label={t.council} hint={t.councilHint} rows={2} {...field('council')} required />
      <Radios
        label={t.scoredBy}
        value={scoredBy}
        options={ScoredBy.options.map((value) => ({ value, text: t.scoredBys[value] }))}
        choose={setScoredBy}
      />
      <Field label={t.by} {...field('by')} required maxLength={200} />
    </Form>
  );
}
