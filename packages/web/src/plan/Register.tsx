import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ProcessingLine } from '@woordelijk/api';
import { Button } from '../components/Button.tsx';
import { csv } from '../csv.ts';
import { useWords } from '../language/language.tsx';
import { processing } from '../server.ts';
import { saveBlob } from '../table/acts.tsx';

const COLUMNS = [
  'name',
  'responsible',
  'contacts',
  'purposes',
  'bases',
  'people',
  'data',
  'recipients',
  'terms',
  'security',
  'balancing',
] as const;

/** The register of processing (AVG 30): what the live plans say, to read and to hand over. */
export function Register({ organisationId }: { organisationId: string }) {
  const { plan: words, processors } = useWords();
  const { data } = useQuery(processing(organisationId));
  const lines = data?.items ?? [];
  if (lines.length === 0) return null;
  return (
    <section className="w-card" id="plan-register" aria-labelledby="plan-register-title">
      <h2 id="plan-register-title">{words.registerTitle}</h2>
      <p>{words.registerText}</p>
      {lines.map((line) => (
        <details key={line.plan}>
          <summary>{line.name}</summary>
          <dl className="w-facts w-plan-facts" lang="nl">
            {COLUMNS.map((column) => (
              <div key={column} className="w-plan-register-row">
                <dt>{words.registerColumns[column]}</dt>
                <dd>{cell(line, column)}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
      <p>
        {processors.fromPlan} <Link to="/verwerkers">{processors.link}</Link>
      </p>
      <div className="w-buttons">
        <Button
          icon="download"
          onClick={() =>
            saveBlob(
              csv([
                COLUMNS.map((one) => words.registerColumns[one] ?? one),
                ...lines.map((line) => COLUMNS.map((one) => cell(line, one))),
              ]),
              'verwerkingsregister.csv',
            )
          }
        >
          {words.registerCsv}
        </Button>
        <Button
          icon="download"
          onClick={() =>
            saveBlob(
              new Blob([JSON.stringify(lines, null, 2)], { type: 'application/json' }),
              'verwerkingsregister.json',
            )
          }
        >
          {words.registerJson}
        </Button>
      </div>
    </section>
  );
}

function cell(line: ProcessingLine, column: (typeof COLUMNS)[number]): string {
  const value = line[column];
  return typeof value === 'string' ? value : value.join('; ');
}
