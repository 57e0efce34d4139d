/** What is done with an edited copy: tell, make, give, withdraw. */
import type { Edit, SharingFile, Talk } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useWords } from '../language/language.tsx';
import { useOnce } from '../once.ts';
import { server } from '../server.ts';
import { optionsOf } from '../table/Requests.tsx';

interface Of {
  readonly talk: Talk;
  readonly edit: Edit;
}

const paramsOf = ({ talk, edit }: Of) => ({ params: { talkId: talk.id, editId: edit.id } });

export function TellEdit({ talk, edit, persons }: Of & { persons: SharingFile['persons'] }) {
  const words = useWords();
  const { edit: t } = words;
  const untold = persons.filter(({ name }) => !edit.told.some(({ to }) => to === name));
  const [to, setTo] = useState(untold[0]?.name ?? '');
  const [party, setParty] = useState(untold[0]?.party ?? persons[0]?.party ?? '');
  const [how, setHow] = useState<Edit['told'][number]['how']>('letter');
  const onPage = how === 'personal-page' ? persons.find((one) => one.party === party) : undefined;
  const act = useOnce(
    ['talk', talk.id],
    (_: undefined, once) =>
      server.tellEdit(
        { ...paramsOf({ talk, edit }), body: onPage ? { to: onPage.name, how, party } : { to, how } },
        { once },
      ),
    () => {
      setTo('');
    },
  );
  return (
    <Form act={act} button={t.tellSave}>
      <Choice
        label={t.tellHow}
        value={how}
        options={optionsOf(t.ways) as { value: typeof how; text: string }[]}
        choose={setHow}
      />
      {how === 'personal-page' ? (
        <Choice
          label={t.tellTo}
          hint={t.tellPageHint}
          value={onPage?.party ?? ''}
          required
          options={persons.map((one) => ({ value: one.party, text: one.name }))}
          choose={setParty}
        />
      ) : (
        <Field label={t.tellTo} value={to} onChange={(event) => setTo(event.target.value)} required maxLength={200} />
      )}
    </Form>
  );
}

export function MakeEdit(of: Of) {
  const { edit: t } = useWords();
  const act = useOnce(['talk', of.talk.id], (_: undefined, once) => server.makeEdit(paramsOf(of), { once }));
  return (
    <>
      {act.error && <Failure error={act.error} />}
      <p>
        <Button look="main" busy={act.isPending} onClick={() => act.mutate(undefined)}>
          {t.make}
        </Button>
      </p>
    </>
  );
}

export function GiveEdit({ talk, edit, persons }: Of & { persons: SharingFile['persons'] }) {
  const words = useWords();
  const { edit: t } = words;
  const [way, setWay] = useState<Edit['handedOut'][number]['way']>('online');
  const [party, setParty] = useState(persons[0]?.party ?? '');
  const [to, setTo] = useState('');
  const chosen = persons.find((one) => one.party === party);
  const act = useOnce(
    ['talk', talk.id],
    (_: undefined, once) =>
      server.handOutEdit(
        {
          ...paramsOf({ talk, edit }),
          body: way === 'online' && chosen ? { to: chosen.name, party, way } : { to, way },
        },
        { once },
      ),
    () => {
      setTo('');
    },
  );
  return (
    <Form act={act} button={t.giveSave}>
      <Choice
        label={t.giveHow}
        value={way}
        options={optionsOf(t.handovers) as { value: typeof way; text: string }[]}
        choose={setWay}
      />
      {way === 'online' ? (
        <Choice
          label={t.giveTo}
          hint={t.giveHint}
          value={chosen?.party ?? ''}
          required
          options={persons.map((one) => ({ value: one.party, text: one.name }))}
          choose={setParty}
        />
      ) : (
        <Field label={t.giveTo} value={to} onChange={(event) => setTo(event.target.value)} required maxLength={200} />
      )}
    </Form>
  );
}

export function WithdrawEdit({ talk, edit }: Of) {
  const words = useWords();
  const { edit: t } = words;
  const [why, setWhy] = useState('');
  const act = useOnce(['talk', talk.id], (_: undefined, once) =>
    server.withdrawEdit({ ...paramsOf({ talk, edit }), body: { why } }, { once }),
  );
  return (
    <Form act={act} button={t.withdrawYes}>
      <p>{t.withdrawText}</p>
      <Field
        label={t.withdrawWhy}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        required
        maxLength={500}
      />
    </Form>
  );
}
