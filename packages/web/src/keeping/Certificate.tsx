import type { Destruction } from '@woordelijk/api';
import { useWords } from '../language/language.tsx';
import type { Words } from '../language/nl.ts';
import { longDay, shortDay, shortMoment } from '../moments.ts';

/** What stays known of a destroyed talk (verklaring van vernietiging). */
export function Certificate({ destruction: { certificate, destroyedAt } }: { destruction: Destruction }) {
  const words = useWords();
  const { keeping: t, history } = words;
  const { facts } = t;
  const { recording, copies } = certificate;
  return (
    <dl className="w-facts">
      <dt>{facts.talk}</dt>
      <dd className="w-break-anywhere w-figures">{certificate.talk}</dd>
      <dt>{facts.held}</dt>
      <dd>{longDay(words, certificate.startedAt)}</dd>
      <dt>{facts.ground}</dt>
      <dd>{t.grounds[certificate.ground]}</dd>
      <dt>{facts.words}</dt>
      <dd>{certificate.words}</dd>
      <dt>{facts.decided}</dt>
      <dd>{shortMoment(words, certificate.decidedAt)}</dd>
      <dt>{facts.by}</dt>
      <dd>{deciderOf(words, certificate.decidedBy)}</dd>
      {destroyedAt !== null && (
        <>
          <dt>{facts.done}</dt>
          <dd>{shortMoment(words, destroyedAt)}</dd>
        </>
      )}
      <dt>{facts.recording}</dt>
      <dd className="w-break-anywhere">
        {recording === null || recording.root === null
          ? facts.noRecording
          : facts.recordingFacts(size(words, recording.bytes ?? 0), recording.root)}
      </dd>
      {certificate.files.length > 0 && (
        <>
          <dt>{facts.files}</dt>
          <dd>{facts.fileCount(certificate.files.length)}</dd>
        </>
      )}
      <dt>{facts.copies}</dt>
      <dd>
        {copies.length === 0
          ? facts.noCopies
          : copies.map(({ at, kind, sha256 }) => (
              <p key={`${at}${kind}${sha256}`}>{facts.copy(history.kinds[kind] ?? kind, shortDay(words, at))}</p>
            ))}
      </dd>
    </dl>
  );
}

function deciderOf({ keeping }: Words, actor: string): string {
  if (actor === 'system') return keeping.bySystem;
  return actor === 'cli' ? keeping.byOperator : keeping.byPerson;
}

function size({ locale }: Words, bytes: number): string {
  const [unit, divisor] = bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / divisor);
}
