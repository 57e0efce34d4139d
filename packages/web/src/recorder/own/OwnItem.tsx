import type { Recorder, Waiting } from '@woordelijk/recorder';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { HandInFile } from '../../handed/HandInFile.tsx';
import { useWords } from '../words.tsx';
import { forgetOwnLink, holder, takeOwnLink } from './link.ts';
import { useOwnWords } from './words.ts';

interface Props {
  readonly waiting: Waiting;
  readonly recorder: Recorder;
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
  readonly removed: () => void;
}

/** One recording that stays on this device: go on, hear, keep, hand over, delete. All of it is its maker's choice. */
export function OwnItem({ waiting, recorder, attempt, removed }: Props) {
  const words = useWords();
  const t = useOwnWords();
  const [files, setFiles] = useState<readonly File[] | 'lost'>();
  const [opening, setOpening] = useState(false);
  const [sure, setSure] = useState(false);
  const { recordingId, ended, startedAt, own, step } = waiting;
  const when = new Date(startedAt).toLocaleString(words.locale, { dateStyle: 'long', timeStyle: 'short' });
  const open = async () => {
    setOpening(true);
    try {
      setFiles((await recorder.filesOf(recordingId)).map((blob, part) => fileOf(blob, part, startedAt)));
    } catch {
      setFiles('lost');
    }
    setOpening(false);
  };
  const remove = () =>
    attempt(async () => {
      await recorder.discard(recordingId);
      if (takeOwnLink()?.recordingId === recordingId) forgetOwnLink();
      removed();
    });
  return (
    <section className="w-card w-own" aria-labelledby={`own-${recordingId}`}>
      <h2 id={`own-${recordingId}`}>{t.of(when)}</h2>
      <p>{t.stays}</p>
      {!ended && (
        <>
          <p>{t.interrupted}</p>
          <div className="w-buttons">
            <Button look="main" onClick={() => void attempt(() => recorder.goOn(recordingId))}>
              {t.goOn}
            </Button>
            <Button onClick={() => void attempt(() => recorder.finish(recordingId))}>{t.finish}</Button>
          </div>
        </>
      )}
      {ended && <p role="status">{own?.whole === true ? t.told_all : step === 'refused' ? t.refused : t.told_some}</p>}
      {(step === 'damaged' || step === 'device-full' || step === 'device-failed') && (
        <Notice look="warning">
          <p>{words.waiting.steps[step]}</p>
        </Notice>
      )}
      {ended && files === undefined && (
        <div>
          <Button look="main" busy={opening} onClick={() => void open()}>
            {opening ? t.opening : t.open}
          </Button>
        </div>
      )}
      {files === 'lost' && (
        <Notice look="bad">
          <p>{t.lost}</p>
        </Notice>
      )}
      {Array.isArray(files) && <Files files={files} waiting={waiting} />}
      {ended &&
        (sure ? (
          <Notice look="warning" title={t.delete}>
            <p>{t.deleteSure}</p>
            <div className="w-buttons">
              <Button look="danger" onClick={() => void remove()}>
                {t.deleteYes}
              </Button>
              <Button onClick={() => setSure(false)}>{t.keep}</Button>
            </div>
          </Notice>
        ) : (
          <div>
            <Button onClick={() => setSure(true)}>{t.delete}</Button>
          </div>
        ))}
    </section>
  );
}

/** To hear, to keep, and to hand over, part by part. */
function Files({ files, waiting: { recordingId, own } }: { files: readonly File[]; waiting: Waiting }) {
  const words = useWords();
  const t = useOwnWords();
  const addresses = useMemo(() => files.map((file) => URL.createObjectURL(file)), [files]);
  useEffect(() => () => addresses.forEach((address) => void URL.revokeObjectURL(address)), [addresses]);
  return (
    <>
      {files.map((file, part) => (
        <div key={file.name} className="w-own-part">
          <h3>{t.part(part + 1, files.length)}</h3>
          {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript of a recording yet */}
          <audio controls preload="metadata" src={addresses[part]} aria-label={t.part(part + 1, files.length)} />
          <p>
            <a className="w-button w-button-plain" download={file.name} href={addresses[part]}>
              {t.download}
            </a>
          </p>
        </div>
      ))}
      <p className="w-muted">{t.downloadNote}</p>
      <p className="w-muted">{t.share}</p>
      <h3>{t.handTitle}</h3>
      <p>{t.hand}</p>
      {files.map((file, part) => (
        <div key={file.name}>
          {files.length > 1 && <p>{t.part(part + 1, files.length)}</p>}
          <HandInFile
            language={words.code}
            about={`${recordingId}.${part}`}
            file={file}
            open={(body) => holder(own!.secret).openOwnFile({ params: { recordingId }, body })}
            done={() => undefined}
          />
        </div>
      ))}
    </>
  );
}

/** Named by its day and never by a person; the same each time, so that what was begun is gone on with. */
function fileOf(blob: Blob, part: number, startedAt: string): File {
  const ending = blob.type === 'audio/mp4' ? 'm4a' : 'webm';
  return new File([blob], `opname-${startedAt.slice(0, 10)}-deel-${part + 1}.${ending}`, {
    type: blob.type,
    lastModified: Date.parse(startedAt),
  });
}
