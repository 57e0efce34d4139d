import { ApiError, type FileProgress, MOST_FILE_BYTES } from '@woordelijk/api';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { handedEn } from '../language/handed.en.ts';
import { type HandedWords, handedNl } from '../language/handed.nl.ts';
import { bring, giveUp, newSecret, type Right } from './bring.ts';

/** A file that this browser began to bring and that is not whole. */
interface Begun extends Right {
  readonly name: string;
  readonly size: number;
  readonly changed: number;
}

interface Props {
  readonly language: 'nl' | 'en';
  /** Of what it is the file: what was begun for it is gone on with. */
  readonly about: string;
  /** Makes room for the file. */
  readonly open: (file: { bytes: number; name: string; secretSha256: string }) => Promise<{ readonly fileId: string }>;
  /** All of it is on the server, or it was stopped. */
  readonly done: () => void;
  /** The file, where it is known already; else it is asked for. */
  readonly file?: File;
}

/** Asks for a file and brings it, showing how far it is. */
export function HandInFile({ language, about, open, done, file }: Props) {
  const t = language === 'nl' ? handedNl : handedEn;
  const id = useId();
  const [bringing, setBringing] = useState<{ name: string; progress?: FileProgress; waiting: boolean }>();
  const [whole, setWhole] = useState<FileProgress>();
  const [trouble, setTrouble] = useState<string>();
  const [begun, setBegun] = useState(() => begunFor(about));
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const take = async (chosen: File) => {
    setTrouble(undefined);
    if (chosen.size === 0 || chosen.size > MOST_FILE_BYTES) return setTrouble(chosen.size === 0 ? t.empty : t.tooLarge);
    const ending = new AbortController();
    stop.current = ending;
    setBringing({ name: chosen.name, waiting: false });
    try {
      const right = await rightFor(about, chosen, open);
      setBegun(undefined);
      const all = await bring(
        chosen,
        right,
        language,
        (progress, waiting) => setBringing({ name: chosen.name, progress, waiting }),
        ending.signal,
      );
      forget(about);
      if (all.state === 'given-up') setTrouble(t.failed);
      else setWhole(all);
    } catch (error) {
      if (error instanceof ApiError && error.code !== 'unreachable' && error.status !== 401) forget(about);
      if (!ending.signal.aborted) setTrouble(troubleText(t, error));
    }
    setBringing(undefined);
    setBegun(begunFor(about));
    done();
  };
  const throwAway = async () => {
    const right = begunFor(about);
    stop.current?.abort();
    forget(about);
    if (right !== undefined) await giveUp(right, language);
    done();
  };

  if (whole !== undefined)
    return (
      <Notice look="good" title={t.done}>
        {whole.likeness !== null && <p>{t.likeness[whole.likeness]}</p>}
        <p>{t.doneText}</p>
        <p className="w-break-anywhere">
          {t.fingerprint}: {whole.sha256}
        </p>
      </Notice>
    );
  if (bringing !== undefined) {
    const { progress, waiting, name } = bringing;
    return (
      <div className="w-bringing">
        <label htmlFor={id}>{t.bringing(name)}</label>
        <progress id={id} max={progress?.bytes ?? 1} value={progress?.next ?? 0} />
        <p>{progress && t.progress(t.megabytes(progress.next), t.megabytes(progress.bytes))}</p>
        <p role="status">{waiting ? t.slow : ''}</p>
        <p>
          <Button onClick={() => void throwAway()}>{t.stop}</Button>
        </p>
      </div>
    );
  }
  return (
    <div className={trouble === undefined ? 'w-field' : 'w-field w-field-wrong'}>
      {trouble !== undefined && (
        <p className="w-error" id={`${id}-error`} role="alert">
          {trouble}
        </p>
      )}
      {file !== undefined ? (
        <p>
          <Button look="main" onClick={() => void take(file)}>
            {t.give}
          </Button>
        </p>
      ) : (
        <>
          <label htmlFor={id}>{t.choose}</label>
          <p className="w-hint" id={`${id}-hint`}>
            {begun === undefined ? t.hint : t.waiting(begun.name)}
          </p>
          <input
            id={id}
            type="file"
            accept="audio/*,video/webm,video/mp4,.wav,.mp3,.m4a,.ogg,.opus,.webm"
            aria-describedby={trouble === undefined ? `${id}-hint` : `${id}-error ${id}-hint`}
            aria-invalid={trouble === undefined ? undefined : true}
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen !== undefined) void take(chosen);
            }}
          />
        </>
      )}
    </div>
  );
}

function troubleText(t: HandedWords, error: unknown): string {
  if (error instanceof ApiError) return error.problem?.detail ?? t.unreachable;
  return t.unreadable;
}

const place = (about: string) => `woordelijk.ingeleverd.${about}`;

/** What was begun for this; undefined where nothing was, or the browser keeps nothing. */
function begunFor(about: string): Begun | undefined {
  try {
    return JSON.parse(localStorage.getItem(place(about)) ?? '') as Begun;
  } catch {
    return undefined;
  }
}

function forget(about: string): void {
  try {
    localStorage.removeItem(place(about));
  } catch {
    // then nothing was kept either
  }
}

/** The right that was got before for this very file, else a new one, which is kept before the first byte goes. */
async function rightFor(about: string, file: File, open: Props['open']): Promise<Right> {
  const before = begunFor(about);
  if (before?.name === file.name && before.size === file.size && before.changed === file.lastModified) return before;
  if (before !== undefined) await giveUp(before, 'nl');
  const { secret, secretSha256 } = await newSecret();
  const { fileId } = await open({ bytes: file.size, name: file.name, secretSha256 });
  const begun: Begun = { fileId, secret, name: file.name, size: file.size, changed: file.lastModified };
  try {
    localStorage.setItem(place(about), JSON.stringify(begun));
  } catch {
    // a private window: it cannot go on after the page is closed
  }
  return begun;
}
