/** Every page of explanation as HTML, made at build time: useful without scripts. */
import { factsheet, kept, type RuleSet, rules, topics, versionChanges } from '@woordelijk/rules';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { publicEn } from '../language/public.en.ts';
import { type PublicWords, publicNl } from '../language/public.nl.ts';
import { askAddress, explainAddress, questionAddress } from './addresses.ts';
import { ChangesPage } from './explain/ChangesPage.tsx';
import { IndexPage } from './explain/IndexPage.tsx';
import { SourcesPage } from './explain/SourcesPage.tsx';
import { OverlayPage, SheetPage, TablesIndex } from './explain/Tables.tsx';
import { TopicPage } from './explain/TopicPage.tsx';
import { type Place, PublicFrame } from './PublicFrame.tsx';
import { WordsContext } from './words.ts';

/** A page to write: its address, what stands in its head, and its body. */
export interface WrittenPage {
  readonly address: string;
  readonly language: 'nl' | 'en';
  readonly title: string;
  readonly description: string;
  /** The same page in the other language. */
  readonly other: string;
  readonly body: string;
}

interface Page {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly content: ReactNode;
}

/** All pages in both languages. */
export function writtenPages(): WrittenPage[] {
  return [publicNl, publicEn].flatMap((words) => {
    const other = words.code === 'nl' ? 'en' : 'nl';
    return pagesIn(words).map(({ name, title, description, content }) => ({
      address: explainAddress(words.code, name),
      language: words.code,
      title,
      description,
      other: explainAddress(other, name),
      body: framed(
        words,
        'explain',
        <a href={explainAddress(other, name)} lang={other} hrefLang={other}>
          {words.frame.other}
        </a>,
        content,
      ),
    }));
  });
}

/** What the pages that run scripts show until they do, and where somebody without scripts can go. */
export function waitingPages(): Readonly<Record<string, string>> {
  const waiting = (place: Place, title: string, lead: string, without: ReactNode) =>
    framed(
      publicNl,
      place,
      null,
      <div className="w-lead">
        <h1>{title}</h1>
        <p>{lead}</p>
        <noscript>{without}</noscript>
      </div>,
    );
  const { ask, question, explain } = publicNl;
  return {
    'mag-dat.html': waiting(
      'ask',
      ask.title,
      ask.lead,
      <p>
        Voor de vragen is JavaScript nodig. Zonder kunt u hier terecht:{' '}
        <a href={explainAddress('nl')}>{explain.title}</a>.
      </p>,
    ),
    'vraag.html': waiting('question', question.title, question.lead, <p>{question.needsScript}</p>),
  };
}

/** Addresses for people who look for all pages, as in sitemap.xml. */
export function allAddresses(): string[] {
  return [askAddress('nl'), questionAddress('nl'), ...writtenPages().map(({ address }) => address)];
}

function framed(words: PublicWords, place: Place, language: ReactNode, content: ReactNode): string {
  return renderToStaticMarkup(
    <WordsContext value={words}>
      <PublicFrame place={place} language={language}>
        {content}
      </PublicFrame>
    </WordsContext>,
  );
}

function pagesIn(words: PublicWords): Page[] {
  const { ruleSet } = rules;
  const { code, explain } = words;
  return [
    {
      name: '',
      title: explain.title,
      description: explain.lead,
      content: <IndexPage ruleSet={ruleSet} topics={topics} />,
    },
    ...topics.map((topic) => ({
      name: topic.slug,
      title: topic.title[code],
      description: topic.summary[code],
      content: <TopicPage rules={rules} topic={topic} topics={topics} />,
    })),
    ...ruleSet.overlays.map((overlay) => ({
      name: `factsheet/${overlay.key}`,
      title: explain.factsheet(overlay.name),
      description: factsheet.summary[code],
      content: <TopicPage rules={rules} topic={factsheet} topics={topics} overlay={overlay} />,
    })),
    {
      name: 'bronnen',
      title: explain.further,
      description: explain.furtherLead,
      content: <SourcesPage ruleSet={ruleSet} />,
    },
    ...tablesIn(words, ruleSet),
  ];
}

function tablesIn({ code, explain, tables }: PublicWords, ruleSet: RuleSet): Page[] {
  return [
    {
      name: 'tabellen',
      title: explain.tables,
      description: explain.tablesLead,
      content: <TablesIndex ruleSet={ruleSet} />,
    },
    {
      name: 'tabellen/wijzigingen',
      title: explain.changes,
      description: tables.versionsLead,
      content: <ChangesPage ruleSet={ruleSet} kept={kept} changes={versionChanges} />,
    },
    ...ruleSet.sheets.map((sheet) => ({
      name: `tabellen/${sheet.key}`,
      title: sheet.question[code],
      description: explain.tablesLead,
      content: <SheetPage ruleSet={ruleSet} sheet={sheet} />,
    })),
    ...ruleSet.overlays.map((overlay) => ({
      name: `tabellen/organisatie-${overlay.key}`,
      title: overlay.name,
      description: overlay.disclaimer[code],
      content: <OverlayPage ruleSet={ruleSet} overlay={overlay} />,
    })),
  ];
}
