import type { RuleSet, Topic } from '@woordelijk/rules';
import { explainAddress } from '../addresses.ts';
import { usePublicWords } from '../words.ts';

const AUDIENCES: readonly Topic['audience'][] = ['inwoner', 'organisatie', 'iedereen'];

/** All pages of explanation. */
export function IndexPage({ ruleSet, topics }: { ruleSet: RuleSet; topics: readonly Topic[] }) {
  const { code, explain } = usePublicWords();
  return (
    <>
      <div className="w-lead">
        <h1>{explain.title}</h1>
        <p>{explain.lead}</p>
      </div>
      {AUDIENCES.map((audience) => (
        <section key={audience} aria-labelledby={audience} className="w-card">
          <h2 id={audience}>{explain.audiences[audience]}</h2>
          <ul className="w-entries">
            {topics
              .filter((topic) => topic.audience === audience)
              .map(({ slug, title, summary }) => (
                <li key={slug}>
                  <a href={explainAddress(code, slug)}>{title[code]}</a>
                  <p className="w-muted">{summary[code]}</p>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <section className="w-card" aria-labelledby="factsheets">
        <h2 id="factsheets">{explain.factsheets}</h2>
        <p className="w-muted">{explain.factsheetsLead}</p>
        <ul className="w-dotted">
          {ruleSet.overlays.map(({ key, name }) => (
            <li key={key}>
              <a href={explainAddress(code, `factsheet/${key}`)}>{name}</a>
            </li>
          ))}
        </ul>
        <p>
          <a href={code === 'nl' ? '/regels' : '/regels?taal=en'}>{explain.ownPages}</a>
        </p>
      </section>
      <section className="w-card" aria-labelledby="more">
        <h2 id="more">{explain.tables}</h2>
        <p className="w-muted">{explain.tablesLead}</p>
        <ul className="w-dotted">
          <li>
            <a href={explainAddress(code, 'tabellen')}>{explain.tables}</a>
          </li>
          <li>
            <a href={explainAddress(code, 'tabellen/wijzigingen')}>{explain.changes}</a>
          </li>
          <li>
            <a href={explainAddress(code, 'bronnen')}>{explain.further}</a>
          </li>
        </ul>
      </section>
    </>
  );
}
