import { useQuery } from '@tanstack/react-query';
import type { SignFinding } from '@woordelijk/api';
import { useId, useState } from 'react';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useFields } from '../components/fields.ts';
import { Radios } from '../components/Radios.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { dayKey, shortDay } from '../moments.ts';
import { server, session, signFindings, signs } from '../server.ts';
import { SignFiles } from './SignFiles.tsx';
import { useOrganisationAct } from './use-act.ts';

/** What was seen at places: that a sign hung there, or that there was none. And what is known of each place, to print. */
export function SignFindings({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const { privacy } = words;
  const { data, error, refetch } = useQuery(signFindings(organisationId));
  const { data: hung } = useQuery(signs(organisationId));
  const may = mayShow(useQuery(session).data?.seats ?? [], 'sign.register');
  const places = [...new Set([...(hung?.items ?? []), ...(data?.items ?? [])].map(({ place }) => place))].sort();
  return (
    <section className="w-card" aria-labelledby="sign-findings-title">
      <h2 id="sign-findings-title">{privacy.findings}</h2>
      <p>{privacy.findingsText}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && <p className="w-muted">{privacy.noFindings}</p>}
      {data?.items.map((one) => {
        const name = privacy.findingName(one.place, shortDay(words, one.day));
        return (
          <div key={one.id} className="w-people-row w-sign-row">
            <div>
              <strong>{privacy.seen[one.seen]}</strong>
              <p className="w-muted">
                {name}. {privacy.seenBy[one.seenBy]}
              </p>
              {one.words !== '' && <p className="w-quote">{one.words}</p>}
            </div>
            <SignFiles organisationId={organisationId} about={one.id} of={name} files={one.files} may={may} />
          </div>
        );
      })}
      {may && <NewFinding organisationId={organisationId} places={places} />}
      {places.length > 0 && (
        <>
          <h3>{privacy.sheets}</h3>
          <p>{privacy.sheetsText}</p>
          {places.map((place) => (
            <div key={place} className="w-people-row">
              <div>{place}</div>
              <p className="w-buttons">
                {(['html', 'docx'] as const).map((as) => (
                  <a
                    key={as}
                    className={`w-button w-button-${as === 'html' ? 'plain' : 'quiet'}`}
                    href={server.url('getPlaceSheet', {
                      params: { organisationId },
                      query: { place, as, language: words.code === 'en' ? 'en' : 'nl' },
                    })}
                    aria-label={privacy.printSheet[as](place)}
                    download
                  >
                    {as === 'html' ? privacy.sheet : 'Word'}
                  </a>
                ))}
              </p>
            </div>
          ))}
        </>
      )}
    </section>
  );
}

function NewFinding({ organisationId, places }: { organisationId: string; places: readonly string[] }) {
  const { privacy } = useWords();
  const list = useId();
  const { said, field, clear } = useFields({ place: '', day: dayKey(Date.now()), words: '' });
  const [seen, setSeen] = useState<SignFinding['seen']>();
  const [seenBy, setSeenBy] = useState<SignFinding['seenBy']>('staff');
  const note = useOrganisationAct(
    organisationId,
    (_: undefined, once) =>
      server.noteSignFinding({ params: { organisationId }, body: { ...said, seen: seen!, seenBy } }, { once }),
    () => {
      clear();
      setSeen(undefined);
    },
  );
  return (
    <Form act={note} button={privacy.noteFinding}>
      <Field label={privacy.whichPlace} {...field('place')} required maxLength={200} list={list} autoComplete="off" />
      <datalist id={list}>
        {places.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Field label={privacy.whichDay} type="date" {...field('day')} max={dayKey(Date.now())} required />
      <Radios
        label={privacy.whatSeen}
        value={seen}
        options={(['hangs', 'missing', 'unreadable'] as const).map((value) => ({ value, text: privacy.seen[value] }))}
        choose={setSeen}
        required
      />
      <Radios
        label={privacy.whoSaw}
        value={seenBy}
        options={(['staff', 'visitor'] as const).map((value) => ({ value, text: privacy.seenBy[value] }))}
        choose={setSeenBy}
      />
      <TextArea label={privacy.moreSeen} hint={privacy.moreSeenHint} rows={2} {...field('words')} maxLength={1500} />
    </Form>
  );
}
