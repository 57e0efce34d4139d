import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Hold } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay, startOfDay } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';

/** One hold: why, whose, until when, and what can be done with it. */
export function HoldRow({ hold, linked = false }: { hold: Hold; linked?: boolean }) {
  const words = useWords();
  const t = words.keeping;
  const [doing, setDoing] = useState<'review' | 'lift' | undefined>();
  const reason = t.reasons[hold.reason];
  const late = hold.liftedAt === null && Date.parse(hold.reviewAt) < Date.now();
  const review = shortDay(words, hold.reviewAt);
  return (
    <li className="w-hold">
      <p>
        <strong>{reason}</strong>
        <br />
        {hold.words}
      </p>
      {hold.liftedAt === null ? (
        <>
          <p className={late ? 'w-late' : 'w-muted'}>{late ? t.late(review) : t.reviewBy(review)}</p>
          <p className="w-muted">
            {t.ownedBy(hold.owner)} · {t.since(shortDay(words, hold.placedAt))}
          </p>
          <p className="w-buttons">
            {linked && (
              <Link className="w-button w-button-quiet" to="/gesprekken/$talkId" params={{ talkId: hold.talkId }}>
                {t.talk}
              </Link>
            )}
            <Button
              look="quiet"
              aria-expanded={doing === 'review'}
              aria-label={t.stillNeededLabel(reason)}
              onClick={() => setDoing(doing === 'review' ? undefined : 'review')}
            >
              {t.stillNeeded}
            </Button>
            <Button
              look="quiet"
              aria-expanded={doing === 'lift'}
              aria-label={t.liftLabel(reason)}
              onClick={() => setDoing(doing === 'lift' ? undefined : 'lift')}
            >
              {t.lift}
            </Button>
          </p>
          {doing === 'review' && <Review hold={hold} done={() => setDoing(undefined)} />}
          {doing === 'lift' && <Lift hold={hold} done={() => setDoing(undefined)} />}
        </>
      ) : (
        <p className="w-muted">{t.lifted(shortDay(words, hold.liftedAt), hold.why ?? '')}</p>
      )}
    </li>
  );
}

function useHoldAct(hold: Hold, send: () => Promise<unknown>, done: () => void) {
  const queries = useQueryClient();
  return useOnce<undefined, unknown>(['organisation'], send, () => {
    done();
    void queries.invalidateQueries({ queryKey: ['talk', hold.talkId] });
  });
}

function Review({ hold, done }: { hold: Hold; done: () => void }) {
  const { keeping: t } = useWords();
  const [day, setDay] = useState('');
  const reviewAt = startOfDay(day);
  const params = { talkId: hold.talkId, holdId: hold.id };
  const act = useHoldAct(hold, () => server.reviewHold({ params, body: { reviewAt: reviewAt ?? '' } }), done);
  return (
    <Form act={act} button={t.keepOn}>
      <Field
        label={t.reviewOn}
        hint={t.reviewHint}
        type="date"
        value={day}
        onChange={(e) => setDay(e.target.value)}
        required
      />
    </Form>
  );
}

function Lift({ hold, done }: { hold: Hold; done: () => void }) {
  const { keeping: t } = useWords();
  const [why, setWhy] = useState('');
  const params = { talkId: hold.talkId, holdId: hold.id };
  const act = useHoldAct(hold, () => server.liftHold({ params, body: { why } }), done);
  return (
    <Form act={act} button={t.liftYes}>
      <Field
        label={t.liftWhy}
        value={why}
        onChange={(e) => setWhy(e.target.value)}
        required
        maxLength={1000}
        autoComplete="off"
      />
    </Form>
  );
}
