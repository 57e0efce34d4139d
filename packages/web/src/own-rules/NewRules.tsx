import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, type OwnRules } from '@woordelijk/api';
import { type OwnRulesHeader, ownRulesFile, rules } from '@woordelijk/rules';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { CheckedForm } from '../components/CheckedForm.tsx';
import { Choice } from '../components/Choice.tsx';
import { Confirm } from '../components/Confirm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { useWords } from '../language/language.tsx';
import { dayKey } from '../moments.ts';
import { server } from '../server.ts';

const { overlays } = rules.ruleSet;
type Header = Omit<OwnRulesHeader, 'disclaimer' | 'name' | 'decidedOn'> & { readonly decidedOn: string };
type Text = Exclude<keyof Header, 'kind' | 'until'>;

/** Puts together a new version: rows that others published, under the organisation's own header. */
export function NewRules({
  organisation,
  before,
  done,
}: {
  organisation: { readonly id: string; readonly name: string };
  before: OwnRules | undefined;
  done: () => void;
}) {
  const { ownRules: words, form, code } = useWords();
  const queries = useQueryClient();
  const today = dayKey(Date.now());
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [header, setHeader] = useState<Header>({
    key: before?.key ?? shortName(organisation.name),
    kind: 'gemeente',
    legalForm: words.legalForms[0]!,
    decidedBy: '',
    decidedOn: '',
    publishedAt: '',
    publishedOn: today,
    link: '',
    from: today,
  });
  const adopt = useMutation({
    mutationFn: () =>
      server.adoptOwnRules({
        params: { organisationId: organisation.id },
        body: ownRulesFile(
          {
            ...header,
            name: organisation.name,
            decidedOn: header.decidedOn === '' ? null : header.decidedOn,
            disclaimer: words.disclaimer,
          },
          overlays.flatMap(({ rows }) => rows.filter(({ id }) => picked.has(id))),
        ) as Record<string, unknown>,
      }),
    onSuccess: async () => {
      done();
      setPicked(new Set());
      await queries.invalidateQueries({ queryKey: ['own-rules'] });
    },
  });
  const required: readonly Text[] = ['key', 'decidedBy', 'publishedAt', 'publishedOn', 'link', 'from'];
  const whole = required.every((name) => header[name].trim() !== '');
  const field = (name: Text, label: string, more: { hint?: string; type?: string; disabled?: boolean } = {}) => (
    <Field
      label={label}
      {...more}
      value={header[name]}
      required={required.includes(name)}
      onChange={(event) => setHeader({ ...header, [name]: event.target.value })}
      autoComplete="off"
      maxLength={500}
    />
  );
  return (
    <section className="w-card" aria-labelledby="fresh-title">
      <h2 id="fresh-title">{words.fresh}</h2>
      <p>{words.freshText}</p>
      <Choice
        label={words.copy}
        value=""
        options={[
          { value: '', text: words.copyNone },
          ...overlays.map(({ key, name }) => ({ value: key, text: name })),
        ]}
        choose={(key) => setPicked(new Set(overlays.find((one) => one.key === key)?.rows.map(({ id }) => id)))}
      />
      <fieldset className="w-choices w-rules-picks">
        <legend>{words.choose}</legend>
        {overlays
          .filter(({ rows }) => rows.length > 0)
          .map(({ key, name, rows }) => (
            <details key={key} open={rows.some(({ id }) => picked.has(id))}>
              <summary>
                {words.from(name)} ({rows.filter(({ id }) => picked.has(id)).length}/{rows.length})
              </summary>
              {rows.map(({ id, says }) => (
                <label key={id} className="w-check">
                  <input
                    type="checkbox"
                    checked={picked.has(id)}
                    onChange={(event) => {
                      const next = new Set(picked);
                      if (event.target.checked) next.add(id);
                      else next.delete(id);
                      setPicked(next);
                    }}
                  />
                  <span>{says[code as 'nl' | 'en']}</span>
                </label>
              ))}
            </details>
          ))}
      </fieldset>
      <CheckedForm send={() => undefined} missing={form.missing}>
        <h3>{words.header}</h3>
        {field('key', words.key, { hint: words.keyHint, disabled: before !== undefined })}
        <Choice
          label={words.kind}
          value={header.kind}
          options={(['gemeente', 'overheid_anders', 'organisatie'] as const).map((kind) => ({
            value: kind,
            text: words.kinds[kind],
          }))}
          choose={(kind) => setHeader({ ...header, kind })}
        />
        <Choice
          label={words.legalForm}
          value={header.legalForm}
          options={words.legalForms.map((form) => ({ value: form, text: form }))}
          choose={(legalForm) => setHeader({ ...header, legalForm })}
        />
        {field('decidedBy', words.decidedBy, { hint: words.decidedByHint })}
        {field('decidedOn', words.decidedOn, { type: 'date' })}
        {field('publishedAt', words.publishedAt, { hint: words.publishedAtHint })}
        {field('publishedOn', words.publishedOn, { type: 'date' })}
        {field('link', words.link, { type: 'url' })}
        {field('from', words.holdsFrom, { type: 'date' })}
        {adopt.error && (
          <>
            <Failure error={adopt.error} />
            {adopt.error instanceof ApiError && adopt.error.problem?.about && (
              <p>
                {words.why}: <span lang="en">{adopt.error.problem.about}</span>
              </p>
            )}
          </>
        )}
        {whole ? (
          <Confirm
            question={{
              button: words.adopt,
              label: words.adopt,
              title: words.adoptTitle,
              text: words.adoptText,
              yes: words.adopt,
            }}
            act={() => adopt.mutate()}
          />
        ) : (
          <Button look="main" type="submit">
            {words.adopt}
          </Button>
        )}
      </CheckedForm>
    </section>
  );
}

/** "Gemeente 's-Hertogenbosch" as `gemeente-s-hertogenbosch`. */
function shortName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}
