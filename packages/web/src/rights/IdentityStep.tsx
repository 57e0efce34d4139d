import type { RightsRequest } from '@woordelijk/api';
import { useState } from 'react';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';
import type { StepProps } from './RequestPage.tsx';

type How = NonNullable<RightsRequest['identity']>['how'];

/** Ways that the office may choose, the lightest first. */
const WAYS = [
  'known-number',
  'questions',
  'known-in-person',
  'digid',
  'document-seen',
] as const satisfies readonly How[];

/** Who asks: a named person says how that is known, with the least that does. */
export function IdentityStep({ request, may, me }: StepProps) {
  const words = useWords();
  const t = words.rights;
  const [how, setHow] = useState<(typeof WAYS)[number]>();
  const [by, setBy] = useState(me);
  const act = useOnce(['rights'], (_: undefined, once) =>
    server.identifyRights({ params: { rightsRequestId: request.id }, body: { how: how!, by } }, { once }),
  );
  const { identity } = request;
  return (
    <section className="w-card" aria-labelledby="step-identity">
      <h2 id="step-identity">1. {t.steps.identity}</h2>
      {identity && (
        <p>
          {t.identity.ways[identity.how]}. {t.by(identity.by, shortMoment(words, identity.at))}
        </p>
      )}
      {identity === null && may && request.state === 'received' && (
        <Form act={act} button={t.identity.save}>
          <p>{t.identity.text}</p>
          <Radios
            label={t.identity.how}
            value={how}
            options={WAYS.map((value) => ({ value, text: t.identity.ways[value] }))}
            choose={setHow}
            required
          />
          <Field label={t.name} value={by} onChange={(e) => setBy(e.target.value)} required maxLength={200} />
        </Form>
      )}
    </section>
  );
}
