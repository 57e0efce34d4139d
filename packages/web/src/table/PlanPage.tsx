import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Choice } from '../components/Choice.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { localOf, momentOf } from '../moments.ts';
import { colleagues, departments, organisations, server, session } from '../server.ts';

/** A talk is prepared: who, where, when. */
export function PlanPage() {
  const { table } = useWords();
  const { plan } = table;
  const { data: me } = useQuery(session);
  const real = useQuery(organisations).data?.items.filter(({ kind }) => kind === 'organisation') ?? [];
  const [chosen, setChosen] = useState('');
  const organisationId = chosen || real[0]?.id || '';
  const parts = useQuery({ ...departments(organisationId), enabled: organisationId !== '' });
  const staff = useQuery(colleagues(organisationId));
  const own = me?.seats.find((seat) => seat.departmentId !== null)?.departmentId;
  const [department, setDepartment] = useState('');
  const departmentId =
    department || parts.data?.items.find(({ id }) => id === own)?.id || parts.data?.items[0]?.id || '';
  const [when, setWhen] = useState(() => localOf(Date.now() + 600_000));
  const [place, setPlace] = useState('kantoor');
  const [kind, setKind] = useState('gewoon');
  const [subject, setSubject] = useState('');
  const [resident, setResident] = useState('');
  const [number, setNumber] = useState('');
  const [official, setOfficial] = useState('');
  const once = useRef(crypto.randomUUID());
  const navigate = useNavigate();
  const queries = useQueryClient();
  usePageTitle(plan.title);
  const mine = staff.data?.items.some(({ id }) => id === me?.account?.id) ? (me?.account?.id ?? '') : '';
  const accountId = official || mine || (staff.data?.items[0]?.id ?? '');
  const officialName = staff.data?.items.find(({ id }) => id === accountId)?.name ?? me?.account?.name ?? '';
  const save = useMutation({
    mutationFn: () =>
      server.planTalk(
        {
          params: { organisationId },
          body: {
            plannedAt: momentOf(when)!,
            kind,
            place,
            subject,
            departmentIds: [departmentId],
            participants: [
              { part: 'resident', name: resident.trim(), ...(number.trim() ? { number: number.trim() } : {}) },
              { part: 'official', name: officialName, ...(accountId ? { accountId } : {}) },
            ],
          },
        },
        { once: once.current },
      ),
    onSuccess: async (talk) => {
      await queries.invalidateQueries({ queryKey: ['talks'] });
      await navigate({ to: '/gesprekken/$talkId', params: { talkId: talk.id } });
    },
    onError: () => {
      once.current = crypto.randomUUID();
    },
  });
  const options = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([value, text]) => ({ value, text }));
  return (
    <div className="w-narrow w-card">
      <h1>{plan.title}</h1>
      <p>{plan.intro}</p>
      {parts.data?.items.length === 0 ? (
        <Notice look="warning">
          <p>{plan.noDepartment}</p>
          {me !== undefined && mayShow(me.seats, 'people.see') && (
            <p>
              <Link to="/mensen">{plan.addDepartment}</Link>
            </p>
          )}
        </Notice>
      ) : (
        <Form act={save} button={plan.save}>
          {real.length > 1 && (
            <Choice
              label={plan.organisation}
              value={organisationId}
              options={real.map(({ id, name }) => ({ value: id, text: name }))}
              choose={setChosen}
            />
          )}
          <Field
            label={plan.resident}
            value={resident}
            onChange={(e) => setResident(e.target.value)}
            required
            autoComplete="off"
            maxLength={200}
          />
          <Field
            label={plan.number}
            hint={plan.numberHint}
            value={number}
            onChange={(e) => setNumber(e.target.value)}
            autoComplete="off"
            inputMode="tel"
            maxLength={40}
          />
          <Field
            label={plan.when}
            type="datetime-local"
            value={when}
            onChange={(e) => setWhen(e.target.value)}
            required
          />
          <Choice label={plan.place} value={place} options={options(plan.places)} choose={setPlace} />
          {(parts.data?.items.length ?? 0) > 1 && (
            <Choice
              label={plan.department}
              value={departmentId}
              options={parts.data!.items.map(({ id, name }) => ({ value: id, text: name }))}
              choose={setDepartment}
            />
          )}
          {(staff.data?.items.length ?? 0) > 0 && (
            <Choice
              label={plan.official}
              value={accountId}
              options={staff.data!.items.map(({ id, name }) => ({ value: id, text: name }))}
              choose={setOfficial}
            />
          )}
          <Choice label={plan.kind} value={kind} options={options(plan.kinds)} choose={setKind} />
          <Field
            label={plan.subject}
            hint={plan.subjectHint}
            value={subject}
            onChange={(e) => setSubject(e.target.value)}
            autoComplete="off"
            maxLength={200}
          />
        </Form>
      )}
    </div>
  );
}
