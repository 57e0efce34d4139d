import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { dayKey, shortDay } from '../moments.ts';
import { server, session, signs } from '../server.ts';
import { SignFiles } from './SignFiles.tsx';
import { useOrganisationAct } from './use-act.ts';

/** Signs that tell of recording. */
export function Signs({ organisationId }: { organisationId: string }) {
  const words = useWords();
  const { privacy } = words;
  const { data, error, refetch } = useQuery(signs(organisationId));
  const [place, setPlace] = useState('');
  const [since, setSince] = useState(() => dayKey(Date.now()));
  const [text, setText] = useState('');
  const add = useOrganisationAct(
    organisationId,
    (_: undefined, once) =>
      server.placeSign({ params: { organisationId }, body: { place, since, words: text } }, { once }),
    () => {
      setPlace('');
      setText('');
    },
  );
  const remove = useOrganisationAct(organisationId, (signId: string) =>
    server.removeSign({ params: { organisationId, signId } }),
  );
  const may = mayShow(useQuery(session).data?.seats ?? [], 'sign.register');
  return (
    <section className="w-card" aria-labelledby="signs-title">
      <h2 id="signs-title">{privacy.signs}</h2>
      <p>{privacy.signsText}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && <p className="w-muted">{privacy.noSigns}</p>}
      {remove.error && <Failure error={remove.error} />}
      {data?.items.map((one) => (
        <div key={one.id} className="w-people-row w-sign-row">
          <div>
            <strong>{one.place}</strong>
            <p className="w-muted">
              {privacy.since(shortDay(words, one.since))}
              {one.removedAt && `. ${privacy.removed(shortDay(words, one.removedAt))}`}
            </p>
            <p className="w-quote">{one.words}</p>
            {one.removedAt === null && (
              <p className="w-buttons">
                {(['html', 'docx'] as const).map((as) => (
                  <a
                    key={as}
                    className={`w-button w-button-${as === 'html' ? 'plain' : 'quiet'}`}
                    href={server.url('getSignSheet', {
                      params: { organisationId, signId: one.id },
                      query: { as, language: words.code === 'en' ? 'en' : 'nl' },
                    })}
                    aria-label={privacy.printSign[as](one.place)}
                    download
                  >
                    {as === 'html' ? privacy.print : 'Word'}
                  </a>
                ))}
              </p>
            )}
          </div>
          <SignFiles organisationId={organisationId} about={one.id} of={one.place} files={one.files} may={may} />
          {may && one.removedAt === null && (
            <Button look="quiet" aria-label={privacy.removeSign(one.place)} onClick={() => remove.mutate(one.id)}>
              {privacy.gone}
            </Button>
          )}
        </div>
      ))}
      {may && (
        <Form act={add} button={privacy.addSign} look="plain" icon="plus">
          <Field
            label={privacy.signPlace}
            value={place}
            onChange={(e) => setPlace(e.target.value)}
            required
            maxLength={200}
          />
          <Field
            label={privacy.signSince}
            type="date"
            value={since}
            onChange={(e) => setSince(e.target.value)}
            required
          />
          <TextArea
            label={privacy.signWords}
            rows={2}
            value={text}
            onChange={(e) => setText(e.target.value)}
            required
          />
        </Form>
      )}
    </section>
  );
}
