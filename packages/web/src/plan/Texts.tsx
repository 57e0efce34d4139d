import { useQuery } from '@tanstack/react-query';
import type { RecordingPlan } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { languageOf, useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { session } from '../server.ts';
import { usePlanAct } from './use-plan-act.ts';

/** The words that the plan makes: read, approved with a name, and from then on locked. */
export function Texts({ plan }: { plan: RecordingPlan }) {
  const words = useWords();
  const { plan: texts } = words;
  const me = useQuery(session).data?.account?.name ?? '';
  const [by, setBy] = useState(me);
  const approve = usePlanAct(plan, (server, params, once) =>
    server.approveTexts({ params, body: { by, sha256: plan.wordsSha256 } }, { once }),
  );
  const approved = plan.texts !== null && !plan.texts.stale;
  return (
    <section className="w-card" id="plan-texts" aria-labelledby="plan-texts-title">
      <h2 id="plan-texts-title">{texts.textsTitle}</h2>
      <p>{texts.textsText}</p>
      {plan.words.map((one) => (
        <details key={one.code} open={one.code === 'spoken'}>
          <summary>{texts.textNames[one.code]}</summary>
          <p className="w-document w-lines">{one[languageOf(words)]}</p>
          <Button
            icon="copy"
            onClick={() => void navigator.clipboard?.writeText(one[languageOf(words)])}
            aria-label={`${texts.copyText}: ${texts.textNames[one.code]}`}
          >
            {texts.copyText}
          </Button>
        </details>
      ))}
      {approved ? (
        <p>{texts.approvedBy(plan.texts!.by, shortMoment(words, plan.texts!.at))}</p>
      ) : (
        <Form act={approve} button={texts.approve}>
          <Field label={texts.byName} value={by} required onChange={(e) => setBy(e.target.value)} maxLength={200} />
        </Form>
      )}
    </section>
  );
}
