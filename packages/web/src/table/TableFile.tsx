import { useQuery } from '@tanstack/react-query';
import type { TalkFile as File, Talk } from '@woordelijk/api';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { talkFile } from '../server.ts';
import { Agreement } from './Agreement.tsx';
import { Alternatives } from './Alternatives.tsx';
import { CallOff } from './CallOff.tsx';
import { Handovers } from './Handovers.tsx';
import { Misuse } from './Misuse.tsx';
import { Notices } from './Notices.tsx';
import { CARD_OF, nextStep } from './next-step.ts';
import { Offers } from './Offers.tsx';
import { OwnRecorder } from './OwnRecorder.tsx';
import { Requests } from './Requests.tsx';

const LOOK_AGAIN_MS = 5_000;

/** Whether the other side may begin or end a recording of their own now: looked at again by itself. */
function waitsFor(file: File | undefined): number | false {
  const now = Date.now();
  const open = file?.ownRecordings.some(({ startedAt, endedAt, expiresAt }) =>
    startedAt === null ? Date.parse(expiresAt) > now : endedAt === null,
  );
  return open === true ? LOOK_AGAIN_MS : false;
}

/** All that is done at the table, with the next step on top. Of a call that came in by itself: copies and complaints. */
export function TableFile({ talk }: { talk: Talk }) {
  const {
    data: file,
    error,
    refetch,
  } = useQuery({ ...talkFile(talk.id), refetchInterval: ({ state }) => waitsFor(state.data) });
  if (error && !file) return <Failure error={error} retry={() => void refetch()} />;
  if (file === undefined) return <Skeleton rows={4} />;
  if (file.plan === null)
    return talk.recordingId === null ? null : (
      <div className="w-table-file">
        <Handovers file={file} />
        <Misuse file={file} />
      </div>
    );
  return (
    <div className="w-table-file">
      {talk.state !== 'called-off' && <Next file={file} />}
      <People file={file} />
      <Requests file={file} />
      <Alternatives file={file} />
      <Agreement file={file} />
      <Notices file={file} />
      {talk.state !== 'called-off' && <OwnRecorder file={file} />}
      <Handovers file={file} />
      <Offers file={file} />
      <Misuse file={file} />
      {talk.state === 'planned' && <CallOff talk={talk} />}
    </div>
  );
}

function Next({ file }: { file: File }) {
  const { table } = useWords();
  const step = nextStep(file);
  return (
    <section className="w-card w-next" aria-labelledby="table-next">
      <p className="w-muted">{table.file.next}</p>
      <h2 id="table-next">{table.file.steps[step]}</h2>
      {step === 'record' && (
        <p>
          <a className="w-button w-button-main" href={`/opnemen?gesprek=${file.talkId}`}>
            {table.file.record}
          </a>
        </p>
      )}
      {step === 'plan' && (
        <p>
          <a className="w-button w-button-plain" href="#/opnameplan">
            {table.file.toPlan}
          </a>
        </p>
      )}
      {step !== 'none' && step !== 'record' && step !== 'theirs' && step !== 'plan' && (
        <p>
          <a className="w-button w-button-plain" href={`#${CARD_OF[step]}`}>
            {table.file.go}
          </a>
        </p>
      )}
    </section>
  );
}

function People({ file }: { file: File }) {
  const { table } = useWords();
  return (
    <section className="w-card" aria-labelledby="table-people">
      <h2 id="table-people">{table.file.people}</h2>
      <ul className="w-acts">
        {file.participants.map((one) => (
          <li key={one.id}>
            {one.name} <span className="w-muted">({table.file.parts[one.part]})</span>
          </li>
        ))}
      </ul>
      <p className="w-muted">
        {table.plan.places[file.plan!.place] ?? file.plan!.place}
        {file.plan!.subject !== '' && ` · ${file.plan!.subject}`}
      </p>
    </section>
  );
}
