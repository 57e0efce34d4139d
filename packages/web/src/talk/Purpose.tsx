import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PurposeName, Talk, TalkPurposes } from '@woordelijk/api';
import { type ReactNode, useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Notice } from '../components/Notice.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { languageOf, useWords } from '../language/language.tsx';
import { talkPurposes } from '../server.ts';

/** Who goes from talk to talk for one purpose does not choose it each time; a reload forgets it. */
let remembered: PurposeName | undefined;

/** What was chosen, and what may be done for it. `chooser` is the part of the page that asks. */
export interface ChosenPurpose {
  readonly purpose: PurposeName | undefined;
  readonly hear: boolean;
  readonly copy: boolean;
  readonly chooser: ReactNode;
}

/** Asks for what the recording of a talk is used. `asked`: whether there is something to use. */
export function usePurpose(talk: Talk, asked: boolean): ChosenPurpose {
  const { data, error, refetch } = useQuery({ ...talkPurposes(talk.id), enabled: asked });
  const [wanted, want] = useState(remembered);
  const open = data?.purposes.filter(({ hear, copy }) => hear || copy) ?? [];
  const chosen = open.find(({ purpose }) => purpose === wanted) ?? open.find(({ purpose }) => purpose === data?.usual);
  const choose = (purpose: PurposeName) => {
    remembered = purpose;
    want(purpose);
  };
  const chooser = data ? (
    <Chooser purposes={data} chosen={chosen} choose={choose} />
  ) : error ? (
    <Failure error={error} retry={() => void refetch()} />
  ) : (
    <Skeleton rows={2} />
  );
  return {
    purpose: chosen?.purpose,
    hear: chosen?.hear === true,
    copy: chosen?.copy === true,
    chooser: asked ? chooser : null,
  };
}

function Chooser({
  purposes: { announced, purposes, planId },
  chosen,
  choose,
}: {
  purposes: TalkPurposes;
  chosen: TalkPurposes['purposes'][number] | undefined;
  choose: (purpose: PurposeName) => void;
}) {
  const words = useWords();
  const { purpose: texts } = words;
  const open = purposes.filter(({ hear, copy }) => hear || copy);
  const refused = purposes.filter((one) => one.refused !== null);
  const said = announced.map((one) => one[languageOf(words)]).join('; ');
  return (
    <section className="w-card" aria-labelledby="purpose-title">
      <h2 id="purpose-title">{texts.title}</h2>
      {said !== '' && <p>{texts.announced(said)}</p>}
      {chosen === undefined ? (
        <Notice look="info" title={texts.none}>
          {refused.length > 0 && <p>{texts.noneText}</p>}
        </Notice>
      ) : (
        <Choice
          label={texts.label}
          hint={texts.noted}
          value={chosen.purpose}
          options={open.map(({ purpose }) => ({ value: purpose, text: texts.names[purpose] }))}
          choose={choose}
        />
      )}
      {chosen?.tell === true && <p>{texts.tell}</p>}
      {chosen !== undefined && !chosen.copy && <p className="w-muted">{texts.onlyHear}</p>}
      {chosen !== undefined && !chosen.hear && <p className="w-muted">{texts.onlyCopy}</p>}
      {refused.length > 0 && (
        <details open={chosen === undefined}>
          <summary>{texts.refused}</summary>
          <ul className="w-acts">
            {refused.map(({ purpose, refused: because, askable }) => (
              <li key={purpose}>
                {because![languageOf(words)]} {askable && planId !== null && <Link to="/opnameplan">{texts.ask}</Link>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
