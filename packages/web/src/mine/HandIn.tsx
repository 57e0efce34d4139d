import type { Mine } from '@woordelijk/api';
import { useId, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { CheckedForm } from '../components/CheckedForm.tsx';
import { Field } from '../components/Field.tsx';
import { Radios } from '../components/Radios.tsx';
import { HandInFile } from '../handed/HandInFile.tsx';
import { Card, type Shown } from './Card.tsx';
import { download, server } from './server.ts';
import { useMoment, useWords } from './words.tsx';

type Offers = NonNullable<Mine['handedIn']>;
type Provenance = 'participant' | 'on-behalf' | 'own-line' | 'not-a-participant' | 'unknown';

/** A copy of the holder's own recording: how it was made is asked first, then the file. */
export function HandIn({ handedIn, act }: Shown & { handedIn: Offers }) {
  const { handIn: t } = useWords();
  return (
    <Card id="hand-in" title={t.title}>
      <p>{t.text}</p>
      {handedIn.map((offer) => (
        <Offer key={offer.offerId} offer={offer} act={act} />
      ))}
      {handedIn.length === 0 ? (
        <NewOffer act={act} />
      ) : (
        <details key={handedIn.length}>
          <summary>{t.another}</summary>
          <NewOffer act={act} />
        </details>
      )}
    </Card>
  );
}

function Offer({ offer, act }: { offer: Offers[number]; act: Shown['act'] }) {
  const { handIn: t, code, locale } = useWords();
  const moment = useMoment();
  const files = offer.files.filter(({ state }) => state !== 'given-up');
  const whole = files.filter(({ sha256 }) => sha256 !== null);
  return (
    <div className="w-handed">
      <p>
        <strong>{t.states[offer.state]}</strong> <span className="w-muted">{t.given(moment(offer.at))}</span>
      </p>
      {whole.map(({ id, name, bytes }) => (
        <div key={id}>
          <p>{t.file(name, (bytes / 1e6).toLocaleString(locale, { maximumFractionDigits: 1 }))}</p>
          <Button icon="download" onClick={() => void act(() => download(`file:${id}`))}>
            {t.back}
          </Button>
        </div>
      ))}
      {(offer.state === 'kept' || offer.state === 'take-in') && (
        <HandInFile
          language={code}
          about={offer.offerId}
          open={(body) => server.openMyFile({ params: { offerId: offer.offerId }, body })}
          done={() => void act(async () => undefined)}
        />
      )}
    </div>
  );
}

function NewOffer({ act }: Pick<Shown, 'act'>) {
  const { handIn: t } = useWords();
  const id = useId();
  const [provenance, setProvenance] = useState<Provenance>();
  const [told, setTold] = useState(false);
  const [said, setSaid] = useState('');
  const key = useRef(crypto.randomUUID());
  return (
    <CheckedForm
      missing={t.required}
      unchosen={t.requiredChoice}
      send={() =>
        void act(async () => {
          await server.offerMine({ body: { provenance: provenance!, told, words: said } }, { once: key.current });
          key.current = crypto.randomUUID();
          setProvenance(undefined);
          setSaid('');
        })
      }
    >
      <Radios
        label={t.how}
        value={provenance}
        options={Object.entries(t.hows).map(([value, text]) => ({ value: value as Provenance, text }))}
        choose={setProvenance}
        required
      />
      <label className="w-check" htmlFor={id}>
        <input id={id} type="checkbox" checked={told} onChange={(event) => setTold(event.target.checked)} />
        <span>{t.told}</span>
      </label>
      <Field
        label={t.words}
        hint={t.wordsHint}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
        required
        maxLength={200}
      />
      <p>
        <Button type="submit">{t.button}</Button>
      </p>
    </CheckedForm>
  );
}
