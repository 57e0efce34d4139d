import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PeaksData, PurposeName, Talk } from '@woordelijk/api';
import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { Failure } from '../components/Failure.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Notice } from '../components/Notice.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { keep, kept } from '../kept.ts';
import { useKeysOn } from '../keys-on.ts';
import { useWords } from '../language/language.tsx';
import { clockLength, spokenLength } from '../moments.ts';
import { interruptions as interruptionsQuery, peaks as peaksQuery, server } from '../server.ts';
import { legName, talkSeconds } from '../talks/parties.ts';
import { Interruptions } from './Interruptions.tsx';
import { useKeys } from './keys.ts';
import { Moments } from './Moments.tsx';
import { Playback } from './playback.ts';
import { Waveforms } from './Waveforms.tsx';

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The player with its drawing, and the interruptions in words. */
export function Player({ talk, purpose }: { talk: Talk; purpose: PurposeName | undefined }) {
  const words = useWords();
  const peaks = useQuery(peaksQuery(talk.id));
  const breaks = useQuery(interruptionsQuery(talk.id));
  const seconds = peaks.data ? Math.max(drawnSeconds(peaks.data), 0.1) : talkSeconds(talk);
  const playback = usePlayback(talk, seconds, purpose);
  return (
    <section className="w-card w-player" aria-labelledby="player-title">
      <h2 id="player-title">{words.player.title}</h2>
      {peaks.isPending || !playback ? (
        <Skeleton rows={2} tall />
      ) : (
        <>
          {peaks.error ? (
            <Failure error={peaks.error} />
          ) : (
            <Waveforms talk={talk} peaks={peaks.data} interruptions={breaks.data?.items ?? []} playback={playback} />
          )}
          <Controls talk={talk} playback={playback} />
          {breaks.error ? (
            <Failure error={breaks.error} retry={() => void breaks.refetch()} />
          ) : (
            breaks.data && (
              <Interruptions talk={talk} items={breaks.data.items} seconds={seconds} go={(s) => playback.seek(s)} />
            )
          )}
          <Moments talk={talk} go={(s) => playback.seek(s)} />
        </>
      )}
    </section>
  );
}

function drawnSeconds(peaks: PeaksData): number {
  return (Math.max(0, ...peaks.channels.map((c) => c.pairs.length / 2)) * peaks.stepMs) / 1000;
}

function usePlayback(talk: Talk, seconds: number, purpose: PurposeName | undefined): Playback | undefined {
  const [playback, setPlayback] = useState<Playback>();
  const legs = talk.channels.length;
  useEffect(() => {
    const speed = Number(kept('speed'));
    const url = server.url('playSound', {
      params: { talkId: talk.id },
      query: purpose === undefined ? {} : { purpose },
    });
    const made = new Playback(url, legs, seconds, SPEEDS.includes(speed) ? speed : 1);
    setPlayback(made);
    return () => made.close();
  }, [talk.id, legs, seconds, purpose]);
  return playback;
}

/** Seconds into the talk, a few times a second while it plays. */
function usePosition(playback: Playback): number {
  const { playing } = useSyncExternalStore(playback.watch, playback.state);
  const [position, setPosition] = useState(playback.position());
  useEffect(() => {
    const read = () => setPosition(playback.position());
    read();
    const leave = playback.watch(read);
    const timer = playing ? setInterval(read, 200) : undefined;
    return () => {
      leave();
      clearInterval(timer);
    };
  }, [playback, playing]);
  return position;
}

function Controls({ talk, playback }: { talk: Talk; playback: Playback }) {
  const words = useWords();
  const { player } = words;
  const state = useSyncExternalStore(playback.watch, playback.state);
  const position = usePosition(playback);
  const queries = useQueryClient();
  const [keys, setKeys] = useKeysOn();
  useKeys(keys, playback);
  const { playing } = state;
  useEffect(() => {
    if (playing) void queries.invalidateQueries({ queryKey: ['talk', talk.id, 'ledger'] });
  }, [playing, queries, talk.id]);
  const id = useId();
  const active = state.playing || state.waiting;
  return (
    <div className="w-controls">
      <div className="w-seek">
        <span className="w-figures" aria-hidden="true">
          {clockLength(position)}
        </span>
        <input
          type="range"
          min={0}
          max={Math.max(1, Math.ceil(playback.seconds))}
          step={1}
          value={Math.floor(position)}
          aria-label={player.seek}
          aria-valuetext={player.of(
            spokenLength(words, Math.floor(position)),
            spokenLength(words, Math.floor(playback.seconds)),
          )}
          onChange={(e) => playback.seek(Number(e.target.value))}
        />
        <span className="w-figures" aria-hidden="true">
          {clockLength(playback.seconds)}
        </span>
      </div>
      <div className="w-transport">
        <Step playback={playback} seconds={-10} icon="back" />
        <Step playback={playback} seconds={-5} icon="left" />
        <button
          type="button"
          className="w-play"
          aria-label={active ? player.pause : player.play}
          onClick={() => playback.toggle()}
        >
          <Icon name={active ? 'pause' : 'play'} />
        </button>
        <Step playback={playback} seconds={5} icon="right" />
        <Step playback={playback} seconds={10} icon="forward" />
      </div>
      <p className="w-unseen" role="status">
        {state.waiting ? player.loading : ''}
      </p>
      {state.failed && <Notice look="bad">{<p>{player.failed}</p>}</Notice>}
      <div className="w-options">
        <fieldset className="w-segments">
          <legend>{player.listen}</legend>
          <div>
            {[undefined, ...talk.channels.keys()].map((leg) => (
              <label
                key={leg ?? 'all'}
                className={leg === undefined ? undefined : `w-leg-${talk.channels[leg]!.channel}`}
              >
                <input
                  type="radio"
                  name={`${id}-leg`}
                  checked={state.only === leg}
                  onChange={() => playback.listenTo(leg)}
                />
                <span>{leg === undefined ? player.all : legName(words, talk, talk.channels[leg]!)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="w-field w-field-small">
          <label htmlFor={`${id}-speed`}>{player.speed}</label>
          <select
            id={`${id}-speed`}
            value={state.speed}
            onChange={(e) => {
              keep('speed', e.target.value);
              playback.speed(Number(e.target.value));
            }}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {player.speedText(speed.toLocaleString(words.locale))}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div className="w-keys">
        <label className="w-check">
          <input
            type="checkbox"
            checked={keys}
            aria-describedby={`${id}-keys`}
            onChange={(e) => setKeys(e.target.checked)}
          />
          <span>{player.keys}</span>
        </label>
        <p id={`${id}-keys`} className="w-muted">
          {player.keysHelp}
        </p>
        <p className="w-muted">{player.noted}</p>
      </div>
    </div>
  );
}

function Step({ playback, seconds, icon }: { playback: Playback; seconds: number; icon: IconName }) {
  const { player } = useWords();
  const many = Math.abs(seconds);
  const name = seconds < 0 ? player.back(many) : player.forward(many);
  return (
    <button type="button" className="w-step" aria-label={name} title={name} onClick={() => playback.skip(seconds)}>
      <Icon name={icon} />
      <span aria-hidden="true">{many}</span>
    </button>
  );
}
