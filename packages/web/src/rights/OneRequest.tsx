import { useQuery } from '@tanstack/react-query';
import type { RightsRequest } from '@woordelijk/api';
import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { dayKey, shortDay, shortMoment } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server, session } from '../server.ts';
import { ActForm } from '../table/acts.tsx';
import { optionsOf } from '../table/Requests.tsx';

/** A request with its term, what was done, and the next step. */
export function OneRequest({ request, heading: Heading = 'h3' }: { request: RightsRequest; heading?: 'h2' | 'h3' }) {
  const words = useWords();
  const t = words.rights;
  const may = mayShow(useQuery(session).data?.seats ?? [], 'rights.handle');
  const { answer, takenUp, extended, rules } = request;
  const late = answer === null && dayKey(Date.now()) > request.dueOn;
  const due = shortDay(words, request.dueOn);
  return (
    <>
      <Heading>{t.from(request.name, t.kinds[request.kind])}</Heading>
      <p>
        <Badge look={late ? 'warning' : answer === null ? 'busy' : 'good'}>
          {late ? t.late(due) : answer === null ? t.due(due) : t.states.answered}
        </Badge>
      </p>
      <p className="w-muted">{t.received(shortDay(words, request.receivedAt), t.ways[request.way])}</p>
      <p className="w-quote">{request.text}</p>
      {takenUp && (
        <p>
          {t.states['taken-up']}: {t.by(takenUp.by, shortMoment(words, takenUp.at))}
        </p>
      )}
      {extended && <p>{t.extended(extended.why)}</p>}
      {answer && (
        <>
          <p>{t.answered(t.outcomes[answer.outcome], answer.by, shortDay(words, answer.at))}</p>
          <p className="w-quote">{answer.text}</p>
        </>
      )}
      {rules && (
        <details>
          <summary>{t.rules}</summary>
          <p className="w-quote">{rules.explanation[words.code === 'en' ? 'en' : 'nl']}</p>
        </details>
      )}
      {answer === null && may && (
        <details>
          <summary>{t.handle}</summary>
          <Handle request={request} />
        </details>
      )}
    </>
  );
}

function Handle({ request }: { request: RightsRequest }) {
  const words = useWords();
  const t = words.rights;
  const params = { talkId: request.talkId, requestId: request.id };
  const [by, setBy] = useState(request.takenUp?.by ?? '');
  const [outcome, setOutcome] = useState<'granted' | 'partly' | 'refused' | 'withdrawn'>('granted');
  const [text, setText] = useState('');
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const [triedWhy, setTriedWhy] = useState(false);
  const takeUp = useOnce(['rights'], (_: undefined, once) => server.takeUpRights({ params, body: { by } }, { once }));
  const extend = useOnce(['rights'], (_: undefined, once) => server.extendRights({ params, body: { why } }, { once }));
  const answer = useOnce(['rights'], (_: undefined, once) =>
    server.answerRights({ params, body: { outcome, text, by } }, { once }),
  );
  const empty = (value: string) => value.trim() === '';
  return (
    <>
      {request.kind !== 'deletion' && request.kind !== 'objection' && <p>{t.held}</p>}
      <ActForm
        act={{ ...answer, mutate: () => answer.mutate(undefined) }}
        button={t.answer}
        ready={() => {
          setTried(true);
          return !empty(by) && !empty(text);
        }}
      >
        <Field
          label={t.name}
          value={by}
          onChange={(e) => setBy(e.target.value)}
          error={tried && empty(by) ? words.settings.required : undefined}
          maxLength={200}
        />
        {request.takenUp === null && (
          <p>
            <Button busy={takeUp.isPending} onClick={() => (empty(by) ? setTried(true) : takeUp.mutate(undefined))}>
              {t.takeUp}
            </Button>
          </p>
        )}
        {takeUp.error && <Failure error={takeUp.error} />}
        <Choice
          label={t.outcome}
          value={outcome}
          options={optionsOf(t.outcomes) as { value: typeof outcome; text: string }[]}
          choose={setOutcome}
        />
        <TextArea
          label={t.text}
          hint={t.textHint}
          value={text}
          onChange={(e) => setText(e.target.value)}
          error={tried && empty(text) ? words.settings.required : undefined}
        />
      </ActForm>
      {request.extended === null && (
        <ActForm
          act={{ ...extend, mutate: () => extend.mutate(undefined) }}
          button={t.extend}
          ready={() => {
            setTriedWhy(true);
            return !empty(why);
          }}
        >
          <Field
            label={t.extendWhy}
            value={why}
            onChange={(e) => setWhy(e.target.value)}
            error={triedWhy && empty(why) ? words.settings.required : undefined}
            maxLength={1000}
          />
        </ActForm>
      )}
    </>
  );
}
