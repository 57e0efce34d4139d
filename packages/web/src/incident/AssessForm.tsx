import type { Incident } from '@woordelijk/api';
import { useState } from 'react';
import { Checks } from '../components/Checks.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useFields } from '../components/fields.ts';
import { Radios } from '../components/Radios.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { server } from '../server.ts';
import { useIncidentAct } from './use-incident-act.ts';

type Assessment = Incident['assessments'][number];
const DATA = ['voice', 'content', 'name', 'number', 'special', 'criminal', 'payment', 'other'] as const;

/** A named person weighs the risk of an incident; again when more is known, beginning from what was written before. */
export function AssessForm({ incident }: { incident: Incident }) {
  const { incident: t } = useWords();
  const { organisationId, id: incidentId } = incident;
  const before = incident.assessments.at(-1);
  const [risk, setRisk] = useState<Assessment['risk'] | undefined>(before?.risk);
  const [data, setData] = useState<readonly Assessment['data'][number][]>(before?.data ?? []);
  const [tell, setTell] = useState<'yes' | 'no' | undefined>(before && (before.tellPeople ? 'yes' : 'no'));
  const { said, field } = useFields({
    why: before?.why ?? '',
    consequences: before?.consequences ?? '',
    measures: before?.measures ?? '',
    tellWhy: before?.tellWhy ?? '',
    by: before?.by ?? '',
    least: String(before?.people?.least ?? ''),
    most: String(before?.people?.most ?? ''),
  });
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
    <TextArea label={t[key]} {...field(key)} required maxLength={4000} rows={3} />
  );
  return (
    <details open={before === undefined && incident.kind === 'breach'}>
      <summary>{t.assessTitle}</summary>
      <Form act={act} button={t.assess}>
        <Radios
          label={t.risk}
          value={risk}
          required
          options={(['unlikely', 'risk', 'high'] as const).map((value) => ({ value, text: t.risks[value] }))}
          choose={setRisk}
        />
        {area('why')}
        <Field label={t.least} type="number" min={0} {...field('least')} />
        <Field label={t.most} type="number" min={0} {...field('most')} />
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
          required
          options={[
            { value: 'yes', text: t.tellYes },
            { value: 'no', text: t.tellNo },
          ]}
          choose={setTell}
        />
        {area('tellWhy')}
        <Field label={t.by} {...field('by')} required maxLength={200} />
      </Form>
    </details>
  );
}
