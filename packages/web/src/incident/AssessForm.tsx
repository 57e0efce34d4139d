import type { Incident } from '@woordelijk/api';
import { useState } from 'react';
import { Checks } from '../components/Checks.tsx';
import { Field } from '../components/Field.tsx';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';
import { ActForm } from '../table/acts.tsx';
import { useIncidentAct } from './use-incident-act.ts';

type Assessment = Incident['assessments'][number];
const DATA = ['voice', 'content', 'name', 'number', 'special', 'criminal', 'payment', 'other'] as const;
const TEXTS = ['why', 'consequences', 'measures', 'tellWhy', 'by'] as const;

/** A named person weighs the risk of an incident; again when more is known, beginning from what was written before. */
export function AssessForm({ incident }: { incident: Incident }) {
  const { incident: t } = useWords();
  const { organisationId, id: incidentId } = incident;
  const before = incident.assessments.at(-1);
  const [risk, setRisk] = useState<Assessment['risk'] | undefined>(before?.risk);
  const [data, setData] = useState<readonly Assessment['data'][number][]>(before?.data ?? []);
  const [tell, setTell] = useState<'yes' | 'no' | undefined>(before && (before.tellPeople ? 'yes' : 'no'));
  const [said, setSaid] = useState({
    why: before?.why ?? '',
    consequences: before?.consequences ?? '',
    measures: before?.measures ?? '',
    tellWhy: before?.tellWhy ?? '',
    by: before?.by ?? '',
    least: String(before?.people?.least ?? ''),
    most: String(before?.people?.most ?? ''),
  });
  const [tried, setTried] = useState(false);
  const missing = (text: string | undefined) => (tried && (text ?? '').trim() === '' ? t.required : undefined);
  const set = (part: Partial<typeof said>) => setSaid({ ...said, ...part });
  const act = useIncidentAct((once) =>
    server.assessIncident(
      {
        params: { organisationId, incidentId },
        body: {
          risk: risk!,
          why: said.why,
          people:
            said.least === ''
              ? null
              : { least: Number(said.least), most: Number(said.most === '' ? said.least : said.most) },
          data: [...data],
          consequences: said.consequences,
          measures: said.measures,
          tellPeople: tell === 'yes',
          tellWhy: said.tellWhy,
          by: said.by,
        },
      },
      { once },
    ),
  );
  const area = (key: 'why' | 'consequences' | 'measures' | 'tellWhy') => (
    <TextArea
      label={t[key]}
      value={said[key]}
      error={missing(said[key])}
      maxLength={4000}
      rows={3}
      onChange={(e) => set({ [key]: e.target.value })}
    />
  );
  return (
    <details open={before === undefined && incident.kind === 'breach'}>
      <summary>{t.assessTitle}</summary>
      <ActForm
        act={{ ...act, mutate: () => act.mutate(undefined) }}
        button={t.assess}
        ready={() => {
          setTried(true);
          return risk !== undefined && tell !== undefined && TEXTS.every((key) => said[key].trim() !== '');
        }}
      >
        <Radios
          label={t.risk}
          value={risk}
          error={missing(risk)}
          options={(['unlikely', 'risk', 'high'] as const).map((value) => ({ value, text: t.risks[value] }))}
          choose={setRisk}
        />
        {area('why')}
        <Field
          label={t.least}
          type="number"
          min={0}
          value={said.least}
          onChange={(e) => set({ least: e.target.value })}
        />
        <Field label={t.most} type="number" min={0} value={said.most} onChange={(e) => set({ most: e.target.value })} />
        <Checks
          label={t.data}
          options={DATA.map((value) => ({ value, text: t.dataNames[value] }))}
          chosen={data}
          choose={setData}
        />
        {area('consequences')}
        {area('measures')}
        <Radios
          label={t.tellPeople}
          value={tell}
          error={missing(tell)}
          options={[
            { value: 'yes', text: t.tellYes },
            { value: 'no', text: t.tellNo },
          ]}
          choose={setTell}
        />
        {area('tellWhy')}
        <Field
          label={t.by}
          value={said.by}
          error={missing(said.by)}
          maxLength={200}
          onChange={(e) => set({ by: e.target.value })}
        />
      </ActForm>
    </details>
  );
}
