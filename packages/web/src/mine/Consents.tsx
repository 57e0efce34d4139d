import type { Mine, Withdrawal } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { Card, type Shown } from './Card.tsx';
import { server } from './server.ts';
import { useMoment, useWords } from './words.tsx';

type Asked = Mine['consents'][number];

/** What was asked of the holder, and of whom they represent: yes, no, and a yes taken back with one press. */
export function Consents({ mine: { consents }, act }: Shown) {
  const { consents: t } = useWords();
  if (consents.length === 0) return null;
  return (
    <Card id="consents" title={t.title}>
      <p>{t.text}</p>
      {consents.some(({ employee, mine }) => employee && mine) && <p>{t.employee}</p>}
      {consents.map((asked) => (
        <One key={asked.question + asked.party} asked={asked} act={act} />
      ))}
    </Card>
  );
}

function One({ asked, act }: { asked: Asked; act: Shown['act'] }) {
  const { consents: t } = useWords();
  const moment = useMoment();
  const [withdrawal, setWithdrawal] = useState<Withdrawal>();
  const say = (answer: 'given' | 'refused' | 'withdrawn') => () =>
    void act(async () => {
      const done = await server.answerConsent({
        params: { questionId: asked.question },
        body: { party: asked.party, answer },
      });
      setWithdrawal(answer === 'withdrawn' ? done : undefined);
    });
  const mayGive = !(asked.representative && asked.mine);
  return (
    <div className="w-mine-asked">
      <h3>{t.uses[asked.use]}</h3>
      {!asked.mine && <p>{t.whom(asked.name)}</p>}
      <p className="w-quote">{asked.what}</p>
      <p>
        {t.audience(asked.audience)}. {asked.until !== null && t.until(moment(asked.until))}
      </p>
      <p>
        <strong>{t.answers[asked.answer]}</strong>
      </p>
      {asked.representative && asked.mine && <p>{t.representative}</p>}
      {withdrawal && (
        <Notice look="good" title={t.done}>
          <p>{t.closed(withdrawal.closed.length)}</p>
          {withdrawal.outOfReach.length > 0 && (
            <>
              <p>{t.outOfReach}</p>
              <ul>
                {withdrawal.outOfReach.map(({ kind, to, at }) => (
                  <li key={at + to + kind}>{t.copy(t.kinds[kind] ?? kind, to, moment(at))}</li>
                ))}
              </ul>
            </>
          )}
        </Notice>
      )}
      <p className="w-buttons">
        {asked.answer === 'given' ? (
          <Button onClick={say('withdrawn')}>{t.withdraw}</Button>
        ) : (
          <>
            {mayGive && <Button onClick={say('given')}>{t.yes}</Button>}
            {asked.answer !== 'refused' && <Button onClick={say('refused')}>{t.no}</Button>}
          </>
        )}
      </p>
    </div>
  );
}
