import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RightsRequest } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay, shortMoment, startOfDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { rightsCandidates, server } from '../server.ts';
import type { StepProps } from './RequestPage.tsx';

type Found = NonNullable<RightsRequest['found']>['talks'][number];
/** A talk as it is chosen: how this person is in it, and who else. */
type Chosen = Pick<Found, 'as' | 'others'>;

/** What there is: looked for by name, number, subject or day, and never by voice. */
export function FindStep({ request, may, me }: StepProps) {
  const words = useWords();
  const t = words.rights.find;
  const { found, state } = request;
  const [again, setAgain] = useState(false);
  const turn = may && (state === 'identified' || (state === 'found' && again));
  return (
    <section className="w-card" aria-labelledby="step-found">
      <h2 id="step-found">2. {words.rights.steps.found}</h2>
      {!found && !turn && request.closed === null && <p className="w-muted">{t.later}</p>}
      {found && (
        <>
          <p>
            {found.searched} {words.rights.by(found.by, shortMoment(words, found.at))}
          </p>
          {found.talks.length === 0 && <p>{t.nothing}</p>}
          <ul className="w-wishes">
            {found.talks.map((one) => (
              <li key={one.talk} className="w-wish">
                <p>
                  <Link to="/gesprekken/$talkId" params={{ talkId: one.talk }}>
                    {words.rights.decide.give(shortMoment(words, one.startedAt))}
                  </Link>
                </p>
                <p className="w-muted">
                  {one.destroyedAt !== null
                    ? t.destroyed(shortDay(words, one.destroyedAt))
                    : `${t.as} ${t.asWords[one.as]}; ${one.others === '' ? t.noOthers : one.others}`}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {turn && <Search key={String(again)} request={request} me={me} done={() => setAgain(false)} />}
      {may && state === 'found' && !again && (
        <p>
          <Button onClick={() => setAgain(true)}>{t.again}</Button>
        </p>
      )}
    </section>
  );
}

function Search({ request, me, done }: { request: RightsRequest; me: string; done: () => void }) {
  const words = useWords();
  const t = words.rights.find;
  const [search, setSearch] = useState(request.number ?? request.name);
  const [number, setNumber] = useState('');
  const [subject, setSubject] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [asked, setAsked] = useState<Parameters<typeof rightsCandidates>[1]>({ search });
  const { data, error } = useQuery(rightsCandidates(request.id, asked));
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(
    () =>
      new Map<string, Chosen>(
        request.found?.talks.map((one) => [one.talk, one]) ??
          (request.talk === null ? [] : [[request.talk, { as: 'speaks', others: '' }]]),
      ),
  );
  const [by, setBy] = useState(me);
  const [searched, setSearched] = useState('');
  const change = (talk: string, to: Chosen | undefined) => {
    const next = new Map(chosen);
    if (to === undefined) next.delete(talk);
    else next.set(talk, to);
    setChosen(next);
  };
  const act = useOnce(
    ['rights'],
    (_: undefined, once) => {
      const talks = [...chosen].map(([talk, { as, others }]) => ({ talk, as, others }));
      return server.findRights({ params: { rightsRequestId: request.id }, body: { by, searched, talks } }, { once });
    },
    done,
  );
  return (
    <>
      <p>{t.text}</p>
      <form
        className="w-table-form"
        onSubmit={(event) => {
          event.preventDefault();
          const [begin, end] = [startOfDay(from), startOfDay(to, 1)];
          setAsked({
            ...(search.trim() === '' ? {} : { search }),
            ...(number.trim() === '' ? {} : { case: number }),
            ...(subject.trim() === '' ? {} : { subject }),
            ...(begin === undefined ? {} : { from: begin }),
            ...(end === undefined ? {} : { to: end }),
          });
        }}
      >
        <Field label={t.search} value={search} onChange={(e) => setSearch(e.target.value)} maxLength={200} />
        <Field
          label={words.absent.case}
          hint={t.caseHint}
          value={number}
          onChange={(e) => setNumber(e.target.value)}
          maxLength={200}
        />
        <Field label={t.subject} value={subject} onChange={(e) => setSubject(e.target.value)} maxLength={200} />
        <div className="w-wish-days">
          <Field label={t.from} type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
          <Field label={t.to} type="date" value={to} onChange={(e) => setTo(e.target.value)} />
        </div>
        <p>
          <Button type="submit" icon="search">
            {t.button}
          </Button>
        </p>
      </form>
      {error && <Failure error={error} />}
      {data?.items.length === 0 && <p role="status">{t.none}</p>}
      {data?.cut && <p role="status">{t.cut}</p>}
      <Form act={act} button={t.save}>
        {data?.items.map((talk) => {
          const here = chosen.get(talk.id);
          const when = shortMoment(words, talk.startedAt);
          const as = data.spokenOf.includes(talk.id) ? 'spoken-of' : 'speaks';
          return (
            <div key={talk.id} className="w-wish">
              <label className="w-check">
                <input
                  type="checkbox"
                  checked={here !== undefined}
                  onChange={(event) => change(talk.id, event.target.checked ? { as, others: '' } : undefined)}
                />
                <span>{t.include(when)}</span>
              </label>
              <p className="w-muted">
                {talk.destruction
                  ? t.destroyed(shortDay(words, talk.destruction.decidedAt))
                  : [talk.subject, talk.parties.map(({ name, number }) => name ?? number ?? '…').join(', ')]
                      .filter(Boolean)
                      .join(' · ')}
              </p>
              {here && !talk.destruction && (
                <>
                  <Choice
                    label={t.as}
                    value={here.as}
                    options={[
                      { value: 'speaks', text: t.asWords.speaks },
                      { value: 'spoken-of', text: t.asWords['spoken-of'] },
                    ]}
                    choose={(as) => change(talk.id, { ...here, as })}
                  />
                  <Field
                    label={t.others}
                    hint={t.othersHint}
                    value={here.others}
                    onChange={(e) => change(talk.id, { ...here, others: e.target.value })}
                    maxLength={2000}
                  />
                </>
              )}
            </div>
          );
        })}
        <Field
          label={t.searched}
          hint={t.searchedHint}
          value={searched}
          onChange={(e) => setSearched(e.target.value)}
          required
          maxLength={1000}
        />
        <Field label={words.rights.name} value={by} onChange={(e) => setBy(e.target.value)} required maxLength={200} />
      </Form>
    </>
  );
}
