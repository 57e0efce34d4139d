import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PersonalLink, Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { Radios } from '../components/Radios.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { shortMoment, timeOfDay } from '../moments.ts';
import { personalLinks, proofLogins, server, session, talkFile } from '../server.ts';
import { saveBlob, saveText } from '../table/acts.tsx';
import { Outbox } from './Outbox.tsx';

/** Links by which others of the talk see it on a page of their own. */
export function PersonalLinks({ talk }: { talk: Talk }) {
  const { personal: t } = useWords();
  const queries = useQueryClient();
  const may = mayShow(useQuery(session).data?.seats ?? [], 'personal-link.make');
  const { data, error } = useQuery({ ...personalLinks(talk.id), enabled: may });
  if (!may) return null;
  const changed = () => void queries.invalidateQueries({ queryKey: ['talk', talk.id] });
  return (
    <section className="w-card" aria-labelledby="personal-title">
      <h2 id="personal-title">{t.title}</h2>
      <p className="w-muted">{t.intro}</p>
      {error && <Failure error={error} />}
      {data?.items.length === 0 && <p>{t.none}</p>}
      <ul className="w-personal-links">
        {data?.items.map((link) => (
          <One key={link.id} talk={talk} link={link} changed={changed} />
        ))}
      </ul>
      <details>
        <summary>{t.fresh}</summary>
        <Make talk={talk} changed={changed} />
      </details>
      <Outbox talk={talk} />
    </section>
  );
}

function One({ talk, link, changed }: { talk: Talk; link: PersonalLink; changed: () => void }) {
  const words = useWords();
  const { personal: t } = words;
  const params = { talkId: talk.id, linkId: link.id };
  const code = useMutation({ mutationFn: () => server.makePersonalCode({ params }), onSuccess: changed });
  const revoke = useMutation({ mutationFn: () => server.revokePersonalLink({ params }), onSuccess: changed });
  const state =
    link.revokedAt !== null
      ? t.state.revoked(shortMoment(words, link.revokedAt))
      : link.openedAt !== null
        ? t.state.opened(shortMoment(words, link.openedAt))
        : t.state.never;
  return (
    <li>
      <p>
        <strong>{link.name}</strong>
        <br />
        <span className="w-muted">
          {state}
          {link.proofBy !== null && `. ${t.provesBy}`}
          {link.refused > 0 && `. ${t.refused(link.refused)}.`}
        </span>
      </p>
      {code.data && link.revokedAt === null && (
        <Notice look="info" title={t.readOut(code.data.code, timeOfDay(words, code.data.expiresAt))}>
          <p>{t.sure}</p>
        </Notice>
      )}
      {(code.error ?? revoke.error) && <Failure error={code.error ?? revoke.error} />}
      {link.revokedAt === null && (
        <p className="w-buttons">
          <Button aria-label={t.codeFor(link.name)} busy={code.isPending} onClick={() => code.mutate()}>
            {t.code}
          </Button>
          <Confirm
            question={{
              button: t.revoke,
              label: t.revokeOf(link.name),
              title: t.revokeTitle,
              text: t.revokeText,
              yes: t.revokeYes,
            }}
            act={() => revoke.mutate()}
          />
        </p>
      )}
    </li>
  );
}

function Make({ talk, changed }: { talk: Talk; changed: () => void }) {
  const words = useWords();
  const { personal: t } = words;
  const [party, setParty] = useState(talk.parties[0]?.id ?? '');
  const [codeBy, setCodeBy] = useState('desk');
  const { data: proofs } = useQuery(proofLogins);
  const logins = (proofs?.items ?? []).filter(
    ({ organisation }) => organisation === talk.organisation.id || organisation === talk.organisation.name,
  );
  const login = logins.find(({ key }) => codeBy === `login:${key}`);
  const [value, setValue] = useState('');
  const [listenOnly, setListenOnly] = useState(false);
  const [sendTo, setSendTo] = useState('');
  const { data: file } = useQuery(talkFile(talk.id));
  const listening = file?.requests.some(({ alternative }) => alternative?.listening != null) ?? false;
  const [number, setNumber] = useState(talk.parties[0]?.number ?? '');
  const make = useMutation({
    mutationFn: () =>
      server.makePersonalLink({
        params: { talkId: talk.id },
        body: {
          party,
          ...(login
            ? { codeBy: 'desk' as const, proof: { login: login.key, value } }
            : { codeBy: codeBy as 'desk' | 'sms' | 'mail' }),
          language: words.code as 'nl' | 'en',
          ...(codeBy === 'desk' || login ? {} : { number }),
          ...(listening && listenOnly ? { listenOnly } : {}),
          ...(sendTo.trim() === '' || codeBy === 'mail' ? {} : { mail: sendTo }),
        },
      }),
    onSuccess: changed,
  });
  if (make.data) {
    const { link, address, letter } = make.data;
    return (
      <Notice look="good" title={t.made(link.name)}>
        <p>{t.once}</p>
        <p className="w-break-anywhere">
          <a href={address}>{address}</a>
        </p>
        <p className="w-buttons">
          <Button
            icon="download"
            onClick={() => saveBlob(new Blob([letter.html], { type: 'text/html' }), 'uitnodiging.html')}
          >
            {t.saveHtml}
          </Button>
          <Button icon="download" onClick={() => saveText(letter.text, 'uitnodiging.txt')}>
            {t.saveText}
          </Button>
        </p>
      </Notice>
    );
  }
  return (
    <Form act={make} button={t.make}>
      <Radios
        label={t.whom}
        value={party}
        options={talk.parties.map(({ id, name, number: known }, place) => ({
          value: id,
          text: name ?? known ?? t.unnamed(place + 1),
        }))}
        choose={(id) => {
          setParty(id);
          setNumber(talk.parties.find((one) => one.id === id)?.number ?? '');
        }}
      />
      <Radios
        label={t.codeBy}
        value={codeBy}
        options={[
          { value: 'desk', text: t.ways.desk },
          { value: 'sms', text: t.ways.sms },
          { value: 'mail', text: t.ways.mail },
          ...logins.map(({ key, name }) => ({ value: `login:${key}`, text: t.proof(name) })),
        ]}
        choose={setCodeBy}
      />
      {listening && (
        <label className="w-check">
          <input type="checkbox" checked={listenOnly} onChange={(event) => setListenOnly(event.target.checked)} />
          <span>{t.listenOnly}</span>
        </label>
      )}
      {login && (
        <Field
          label={t.proofNumber[login.kind]}
          hint={t.proofHint}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          inputMode={login.kind === 'other' ? 'text' : 'numeric'}
          autoComplete="off"
          maxLength={200}
          required
        />
      )}
      {codeBy !== 'desk' && !login && (
        <Field
          label={codeBy === 'sms' ? t.number : t.mail}
          hint={codeBy === 'sms' ? t.numberHint : t.mailHint}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
          type={codeBy === 'sms' ? 'tel' : 'email'}
          maxLength={254}
          required
        />
      )}
      {codeBy !== 'mail' && (
        <Field
          label={t.sendTo}
          hint={t.sendToHint}
          value={sendTo}
          onChange={(event) => setSendTo(event.target.value)}
          type="email"
          maxLength={254}
        />
      )}
    </Form>
  );
}
