import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TalkFile } from '@woordelijk/api';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { QrCode } from '../components/QrCode.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server } from '../server.ts';

/** The other side records by itself: a link for their own device, and whether they record. */
export function OwnRecorder({ file }: { file: TalkFile }) {
  const words = useWords();
  const { own: texts } = words.table;
  const queries = useQueryClient();
  const { talkId } = file;
  const link = useMutation({
    mutationFn: () => server.inviteOwnRecording({ params: { talkId } }, { once: crypto.randomUUID() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['talk', talkId] }),
  });
  const begun = file.ownRecordings.filter(({ startedAt }) => startedAt !== null);
  return (
    <section className="w-card" aria-labelledby="table-own-title">
      <h2 id="table-own-title">{texts.title}</h2>
      <p>{texts.text}</p>
      {begun.length === 0 && <p className="w-muted">{texts.none}</p>}
      <ul className="w-acts">
        {begun.map(({ id, startedAt, endedAt, headToken }) => (
          <li key={id}>
            {endedAt === null
              ? texts.records(shortMoment(words, startedAt!))
              : texts.recorded(shortMoment(words, startedAt!), shortMoment(words, endedAt))}{' '}
            <a href={`/vingerafdruk#${id}.${headToken}`} target="_blank" rel="noreferrer">
              {texts.fingerprint}
            </a>
          </li>
        ))}
      </ul>
      {link.error && <Failure error={link.error} />}
      {link.data ? (
        <>
          <p>{texts.scan(shortMoment(words, link.data.expiresAt))}</p>
          <QrCode text={link.data.link} label={texts.code} />
          <p>
            <a href={link.data.link} target="_blank" rel="noreferrer" className="w-break-anywhere">
              {texts.link}
            </a>
          </p>
        </>
      ) : (
        <p>
          <Button busy={link.isPending} onClick={() => link.mutate()}>
            {texts.make}
          </Button>
        </p>
      )}
    </section>
  );
}
