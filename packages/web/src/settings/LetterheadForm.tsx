import { useQuery } from '@tanstack/react-query';
import type { Letterhead } from '@woordelijk/api';
import { useState } from 'react';
import { useChosenOrganisation } from '../components/chosen-organisation.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { useOnce } from '../once.ts';
import { letterhead, server } from '../server.ts';

const MOST_LOGO = 40_000;

/** The head, logo and tone of an organisation's letters. */
export function LetterheadForm() {
  const { letterhead: t } = useWords().settings;
  const { organisation, chooser } = useChosenOrganisation();
  const { data, error } = useQuery({ ...letterhead(organisation?.id ?? ''), enabled: organisation !== undefined });
  if (organisation === undefined) return null;
  return (
    <section className="w-card" aria-labelledby="letterhead-title">
      <h2 id="letterhead-title">{t.title}</h2>
      <p>{t.text}</p>
      {chooser}
      {error && <Failure error={error} />}
      {data && <Filled key={organisation.id} organisationId={organisation.id} known={data} />}
    </section>
  );
}

function Filled({ organisationId, known }: { organisationId: string; known: Letterhead }) {
  const { letterhead: t } = useWords().settings;
  const [address, setAddress] = useState(known.address.join('\n'));
  const [colour, setColour] = useState(known.colour ?? '000000');
  const [tone, setTone] = useState(known.tone);
  const [logo, setLogo] = useState(known.logo);
  const [tooLarge, setTooLarge] = useState(false);
  const act = useOnce(['organisation', organisationId], (_: undefined, once) =>
    server.setLetterhead(
      {
        params: { organisationId },
        body: {
          address: address
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
          colour: colour === '000000' ? null : colour,
          tone,
          logo,
        },
      },
      { once },
    ),
  );
  const read = async (file: File | undefined) => {
    setTooLarge((file?.size ?? 0) > MOST_LOGO);
    if (file === undefined || file.size > MOST_LOGO) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    setLogo(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
  };
  return (
    <Form act={act} button={t.save}>
      <TextArea
        label={t.address}
        hint={t.addressHint}
        rows={3}
        value={address}
        onChange={(e) => setAddress(e.target.value)}
      />
      <Field
        label={t.logo}
        hint={t.logoHint}
        type="file"
        accept="image/png,image/jpeg"
        error={tooLarge ? t.tooLarge : undefined}
        wrong={tooLarge ? t.tooLarge : undefined}
        onChange={(e) => void read(e.target.files?.[0])}
      />
      {logo !== null && (
        <label className="w-check">
          <input type="checkbox" checked={false} onChange={() => setLogo(null)} />
          <span>{t.removeLogo}</span>
        </label>
      )}
      <Field
        label={t.colour}
        hint={t.colourHint}
        type="color"
        value={`#${colour}`}
        onChange={(e) => setColour(e.target.value.slice(1).toLowerCase())}
      />
      <Radios
        label={t.tone}
        value={tone}
        options={[
          { value: 'neutral', text: t.tones.neutral },
          { value: 'formal', text: t.tones.formal },
        ]}
        choose={setTone}
      />
      {act.isSuccess && (
        <Notice look="good">
          <p>{t.saved}</p>
        </Notice>
      )}
    </Form>
  );
}
