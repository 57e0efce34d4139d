import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TalkFile } from '@woordelijk/api';
import { useId, useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { HandInFile } from '../handed/HandInFile.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server, session } from '../server.ts';
import { useAct } from './acts.tsx';
import { optionsOf } from './Requests.tsx';
import { Rules } from './Rules.tsx';

type Offer = TalkFile['offers'][number];

/** Recordings that the other side hands in: how they were made is asked first. */
export function Offers({ file }: { file: TalkFile }) {
  const words = useWords();
  const { offer: texts } = words.table;
  const me = useQuery(session).data;
  return (
    <section className="w-card" aria-labelledby="table-offer-title">
      <h2 id="table-offer-title">{texts.title}</h2>
      {file.offers.map((one) => (
        <div key={one.id} className="w-organisation">
          <p>
            <strong>{texts.states[one.state]}</strong>
          </p>
          <p>
            {one.from}: {texts.provenances[one.provenance]}{' '}
            <span className="w-muted">{shortMoment(words, one.at)}</span>
          </p>
          <p className="w-quote">{one.words}</p>
          {one.judged && (
            <p className="w-quote">
              {one.judged.decidedBy}: {one.judged.why}
            </p>
          )}
          {(one.state === 'kept' || one.state === 'take-in') && <Files file={file} offer={one} />}
          <Rules rules={one.rules} />
          {one.state === 'referred' && me && mayShow(me.seats, 'received.decide') && <Judge file={file} offer={one} />}
        </div>
      ))}
      <details key={file.offers.length}>
        <summary>{texts.add}</summary>
        <p>{texts.text}</p>
        <NewOffer file={file} />
      </details>
    </section>
  );
}

/** The file itself: heard and given back as it came. Whatever the browser cannot play is still there to keep. */
function Files({ file, offer }: { file: TalkFile; offer: Offer }) {
  const words = useWords();
  const { offer: texts } = words.table;
  const queries = useQueryClient();
  const { talkId } = file;
  const there = offer.files.filter(({ state }) => state !== 'given-up');
  const again = () => void queries.invalidateQueries({ queryKey: ['talk', talkId] });
  return (
    <>
      {there.length === 0 && <p className="w-muted">{texts.noFile}</p>}
      <ul className="w-acts">
        {there.map((one) => (
          <li key={one.id}>
            {texts.fileOf(one.name, (one.bytes / 1e6).toLocaleString(words.locale, { maximumFractionDigits: 1 }))}
            {one.sha256 === null ? (
              <p className="w-muted">{texts.receiving}</p>
            ) : (
              <>
                {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript of a recording yet */}
                <audio
                  controls
                  preload="none"
                  src={server.url('playFile', { params: { talkId, fileId: one.id } })}
                  aria-label={texts.player(one.name)}
                />
                <p className="w-fingerprint">
                  {texts.fingerprint}: {one.sha256}
                </p>
                {one.likeness !== null && <p>{texts.likeness[one.likeness]}</p>}
                <p>
                  <a
                    className="w-button w-button-plain"
                    download
                    href={server.url('copyFile', { params: { talkId, fileId: one.id } })}
                  >
                    {texts.copy}
                  </a>
                </p>
              </>
            )}
          </li>
        ))}
      </ul>
      <HandInFile
        language={words.code === 'en' ? 'en' : 'nl'}
        about={offer.id}
        open={(body) => server.openFile({ params: { talkId, offerId: offer.id }, body })}
        done={again}
      />
    </>
  );
}

function NewOffer({ file }: { file: TalkFile }) {
  const { offer: texts } = useWords().table;
  const id = useId();
  const [from, setFrom] = useState(file.participants.find(({ side }) => side === 'resident')?.name ?? '');
  const [provenance, setProvenance] = useState<Offer['provenance']>();
  const [told, setTold] = useState(false);
  const [said, setSaid] = useState('');
  const act = useAct(file.talkId, (once) =>
    server.offerRecording(
      { params: { talkId: file.talkId }, body: { from, provenance: provenance!, told, words: said } },
      { once },
    ),
  );
  return (
    <Form act={act} button={texts.save}>
      <Field label={texts.from} value={from} onChange={(e) => setFrom(e.target.value)} required maxLength={200} />
      <Radios
        label={texts.provenance}
        value={provenance}
        options={optionsOf(texts.provenances) as { value: Offer['provenance']; text: string }[]}
        choose={setProvenance}
        required
      />
      <label className="w-check" htmlFor={id}>
        <input id={id} type="checkbox" checked={told} onChange={(e) => setTold(e.target.checked)} />
        <span>{texts.told}</span>
      </label>
      <TextArea label={texts.words} value={said} onChange={(e) => setSaid(e.target.value)} required />
    </Form>
  );
}

function Judge({ file, offer }: { file: TalkFile; offer: Offer }) {
  const { offer: texts, decision } = useWords().table;
  const me = useQuery(session).data?.account?.name ?? '';
  const [chosen, setChosen] = useState<'turn-away' | 'take-in' | 'hand-to-police'>('turn-away');
  const [why, setWhy] = useState('');
  const act = useAct(file.talkId, (once) =>
    server.judgeOffer(
      { params: { talkId: file.talkId, offerId: offer.id }, body: { decision: chosen, why, decidedBy: me } },
      { once },
    ),
  );
  return (
    <Form act={act} button={texts.judge}>
      <Choice
        label={texts.decision}
        value={chosen}
        options={optionsOf(texts.decisions) as { value: typeof chosen; text: string }[]}
        choose={setChosen}
      />
      <TextArea label={decision.why} value={why} onChange={(e) => setWhy(e.target.value)} required />
    </Form>
  );
}
