import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';
import { saveBlob } from '../table/acts.tsx';
import type { StepProps } from './RequestPage.tsx';

/** What was granted goes over, or is done; a refusal is told. */
export function GiveStep(props: StepProps) {
  const words = useWords();
  const t = words.rights.give;
  const { request, may } = props;
  const { handed, hasPackage, decision, closed } = request;
  if (decision === null) return null;
  const granted = decision.outcome === 'granted' || decision.outcome === 'partly';
  return (
    <section className="w-card" aria-labelledby="step-done">
      <h2 id="step-done">4. {words.rights.steps.done}</h2>
      {handed.map((one) => (
        <p key={one.sha256 + one.at}>
          {t.handed(t.ways[one.way as keyof typeof t.ways] ?? one.way, shortMoment(words, one.at))}
          <br />
          <code className="w-wish-sha">{one.sha256}</code>
        </p>
      ))}
      {closed && handed.length === 0 && (
        <p>{words.rights.closedOn(shortMoment(words, closed.at), words.rights.hows[closed.how])}</p>
      )}
      {may && hasPackage && <Package {...props} />}
      {may && closed === null && granted && !hasPackage && <CarryOut {...props} />}
      {may && closed === null && !granted && <Told {...props} />}
    </section>
  );
}

/** Downloads the package, reckons its fingerprint here, and writes down how it was given. */
function Package({ request }: StepProps) {
  const { rights } = useWords();
  const t = rights.give;
  const params = { rightsRequestId: request.id };
  const [sha256, setSha256] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [way, setWay] = useState<'desk' | 'post'>('desk');
  const act = useOnce(['rights'], (_: undefined, once) =>
    server.handOverRights({ params, body: { way, sha256: sha256! } }, { once }),
  );
  const make = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const bytes = await (await server.getRightsPackage({ params })).arrayBuffer();
      saveBlob(new Blob([bytes], { type: 'application/zip' }), `verzoek-${request.id.slice(-8)}.zip`);
      setSha256(hex(await crypto.subtle.digest('SHA-256', bytes)));
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <>
      <p>{t.packageText}</p>
      <p>
        <Button icon="download" busy={busy} onClick={() => void make()}>
          {t.package}
        </Button>
      </p>
      {busy && <p role="status">{t.making}</p>}
      {error !== undefined && <Failure error={error as Error} />}
      {sha256 && (
        <Form act={act} button={t.save}>
          <p>
            {t.sha}: <code className="w-wish-sha">{sha256}</code>
          </p>
          <Radios
            label={t.way}
            value={way}
            options={(['desk', 'post'] as const).map((value) => ({ value, text: t.ways[value] }))}
            choose={setWay}
          />
        </Form>
      )}
    </>
  );
}

function CarryOut({ request }: StepProps) {
  const { rights } = useWords();
  const act = useOnce(['rights'], (_: undefined, once) =>
    server.carryOutRights({ params: { rightsRequestId: request.id } }, { once }),
  );
  return (
    <>
      <p>{rights.give.carryOutText[request.kind]}</p>
      <p>
        <Button
          look={request.kind === 'deletion' ? 'danger' : 'main'}
          busy={act.isPending}
          onClick={() => act.mutate(undefined)}
        >
          {rights.give.carryOut}
        </Button>
      </p>
      {act.error && <Failure error={act.error} />}
    </>
  );
}

function Told({ request }: StepProps) {
  const { rights } = useWords();
  const act = useOnce(['rights'], (_: undefined, once) =>
    server.closeRights({ params: { rightsRequestId: request.id }, body: { how: 'told' } }, { once }),
  );
  return (
    <>
      <p>
        <Button look="main" busy={act.isPending} onClick={() => act.mutate(undefined)}>
          {rights.give.told}
        </Button>
      </p>
      {act.error && <Failure error={act.error} />}
    </>
  );
}

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
