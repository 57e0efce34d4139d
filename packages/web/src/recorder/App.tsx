import { ApiError, type GateFacts } from '@woordelijk/api';
import { MicrophoneError, type Recorder, type StartOf } from '@woordelijk/recorder';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Notice } from '../components/Notice.tsx';
import { After, type Stopped } from './After.tsx';
import { type Chosen, Facts } from './Facts.tsx';
import { Home } from './Home.tsx';
import { type Known, known, type Whose, whose } from './house.ts';
import { Live } from './Live.tsx';
import { takeOwnLink } from './own/link.ts';
import { TellAndStart } from './TellAndStart.tsx';
import { useRecorder } from './use-recorder.ts';
import { LanguageSwitch, useWords } from './words.tsx';

/** Of whoever came by a link of the office; asked for only then. */
const OwnHome = lazy(() => import('./own/OwnHome.tsx').then((module) => ({ default: module.OwnHome })));

/** Where the official is; while something is recorded there is one place only. */
type Step =
  | { readonly at: 'home' }
  | { readonly at: 'facts' }
  | { readonly at: 'tell'; readonly chosen: Chosen }
  | { readonly at: 'after'; readonly stopped: Stopped };

/** One thing at a time: what it is about, telling it, recording, keeping. */
export function App({ recorder }: { recorder: Recorder }) {
  const words = useWords();
  const state = useRecorder(recorder);
  const [step, setStep] = useState<Step>({ at: 'home' });
  const [own] = useState(takeOwnLink);
  const [trouble, setTrouble] = useState<unknown>();
  const [facts, setFacts] = useState<GateFacts>();
  const house = useKnown();
  const whose = useWhose(house);
  const main = useRef<HTMLElement>(null);
  // A browser that was killed may have lost the link, and not what was recorded by it.
  const ownPage = own !== undefined || (house?.name === null && state.list.some((one) => one.own !== undefined));
  const place = state.phase === 'idle' ? step.at : 'live';
  useEffect(() => {
    if (place !== 'home') main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [place]);
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    if (place === 'live') window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [place]);

  const attempt = async (work: () => Promise<unknown>) => {
    setTrouble(undefined);
    try {
      await work();
    } catch (error) {
      setTrouble(error);
    }
  };
  const begin = (start: StartOf) =>
    attempt(async () => {
      setFacts(start.gate.facts);
      const { talkId, organisationId } = whose ?? {};
      const of = talkId !== undefined ? { talkId } : organisationId !== undefined ? { organisationId } : {};
      await recorder.start({ ...start, ...of }, house!.readerKey!);
    });
  const stop = (ending: 'stopped' | 'private') =>
    attempt(async () => {
      const { recordingId } = state;
      const stays = state.list.some((one) => one.recordingId === recordingId && one.own !== undefined);
      const secret = recordingId === null ? undefined : recorder.secretOf(recordingId);
      await recorder.stop(ending);
      if (recordingId !== null && !stays) setStep({ at: 'after', stopped: { recordingId, ending, facts, secret } });
    });
  return (
    <>
      <a className="w-skip" href="#main">
        {words.skip}
      </a>
      <header className="w-header">
        <div className="w-header-row">
          <span className="w-brand">
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="8" />
              <path d="M8 13v6M13.3 9v14M18.700 12v8M24 14.500v3" />
            </svg>
            <span>Woordelijk</span>
          </span>
          <div className="w-header-end">
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className="w-recorder">
        <Trouble error={trouble} />
        {!ownPage && house !== undefined && !house.online && place !== 'live' && (
          <Notice>{<p>{words.offline}</p>}</Notice>
        )}
        {place === 'live' ? (
          <Live
            recorder={recorder}
            state={state}
            stop={(ending) => void stop(ending)}
            resume={() => void attempt(() => recorder.resume())}
          />
        ) : ownPage ? (
          <Suspense>
            <OwnHome recorder={recorder} state={state} link={own} attempt={attempt} />
          </Suspense>
        ) : step.at === 'facts' ? (
          <Facts
            self={house?.name ?? ''}
            whose={whose ?? {}}
            back={() => setStep({ at: 'home' })}
            done={(chosen) => setStep({ at: 'tell', chosen })}
          />
        ) : step.at === 'tell' ? (
          <TellAndStart
            recorder={recorder}
            chosen={step.chosen}
            back={() => setStep({ at: 'facts' })}
            start={begin}
            failed={setTrouble}
          />
        ) : step.at === 'after' ? (
          <After
            stopped={step.stopped}
            waiting={state.list.find(({ recordingId }) => recordingId === step.stopped.recordingId)}
            again={() => setStep({ at: 'home' })}
            failed={setTrouble}
          />
        ) : (
          <Home
            house={house?.name != null && whose === undefined ? undefined : house}
            recorder={recorder}
            state={state}
            begin={() => setStep({ at: 'facts' })}
            attempt={(work) => void attempt(work)}
          />
        )}
      </main>
    </>
  );
}

function Trouble({ error }: { error: unknown }) {
  const words = useWords();
  if (error === undefined) return null;
  if (error instanceof MicrophoneError)
    return (
      <Notice look="bad" title={words.microphone.title}>
        <p>{words.microphone[error.code]}</p>
      </Notice>
    );
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <Notice look="bad" title={problem?.title ?? words.errors.title}>
      <p>{problem?.detail ?? words.errors.unexpected}</p>
    </Notice>
  );
}

/** Whose recording it will be; asked once somebody is known to be at the device. */
function useWhose(house: Known | undefined): Whose | undefined {
  const [found, setFound] = useState<Whose>();
  const name = house?.name;
  useEffect(() => {
    if (name != null) void whose().then(setFound);
  }, [name]);
  return found;
}

/** Who is at the device; asked again when the network comes and goes. */
function useKnown(): Known | undefined {
  const [house, setHouse] = useState<Known>();
  const ask = useCallback(() => void known().then(setHouse), []);
  useEffect(() => {
    ask();
    const kinds = ['online', 'offline', 'focus'] as const;
    for (const kind of kinds) window.addEventListener(kind, ask);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, ask);
    };
  }, [ask]);
  return house;
}
