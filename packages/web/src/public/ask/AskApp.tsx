import type { Guide, HashedRules } from '@woordelijk/rules';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { PublicWords } from '../../language/public.nl.ts';
import { LanguageButton } from '../LanguageButton.tsx';
import { useLanguage } from '../language.ts';
import { PublicFrame } from '../PublicFrame.tsx';
import { WordsContext } from '../words.ts';
import { AskPage } from './AskPage.tsx';
import { type Asked, fromFragment, isOfOtherRules, toFragment } from './asked.ts';
import { type Published, publishedRules, rulesWith } from './published.ts';

interface Props {
  readonly first: PublicWords;
  readonly rules: HashedRules;
  readonly guide: Guide;
  readonly today: string;
}

/** The page with its address as its memory: each answer is a step in the browser's history. */
export function AskApp({ first, rules: national, guide, today }: Props) {
  const { words, toggle } = useLanguage(first, ({ ask }) => ask.title);
  const fragment = useSyncExternalStore(watchAddress, () => location.hash);
  const { rules, others, pending } = useRules(national, fragment, today);
  const {
    asked,
    strange,
    rules: made,
  } = useMemo(() => fromFragment(fragment, rules.ruleSet, today), [fragment, rules, today]);
  const link = useCallback(
    (one: Asked) => {
      const address = toFragment(one, national.hash);
      return words.code === 'en' && address !== '' ? `${address}&taal=en` : address;
    },
    [national, words],
  );
  const change = (next: Asked) => {
    history.pushState(null, '', next.question === undefined ? startAddress(next, today) : link(next));
    dispatchEvent(new HashChangeEvent('hashchange'));
  };
  return (
    <WordsContext value={words}>
      <PublicFrame place="ask" language={<LanguageButton toggle={toggle} />}>
        {!pending && (
          <AskPage
            rules={rules}
            guide={guide}
            today={today}
            asked={asked}
            change={change}
            link={link}
            others={others.map(({ key, name }) => ({ key, name }))}
            strange={strange}
            otherRules={isOfOtherRules(made, national.hash)}
          />
        )}
      </PublicFrame>
    </WordsContext>
  );
}

/** The start keeps day and organisation, so that they can be chosen first. */
function startAddress({ date, organisation }: Asked, today: string): string {
  const words = new URLSearchParams();
  if (date !== today) words.set('datum', date);
  if (organisation !== undefined) words.set('organisatie', organisation);
  return words.size === 0 ? location.pathname : `#${words}`;
}

function watchAddress(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  addEventListener('popstate', changed);
  return () => {
    removeEventListener('hashchange', changed);
    removeEventListener('popstate', changed);
  };
}

/**
 * The rules, with those that an organisation adopted on this server when its name is in the address. `pending` until it
 * is known whether there are any.
 */
function useRules(national: HashedRules, fragment: string, today: string) {
  const [published, setPublished] = useState<readonly Published[]>();
  const [rules, setRules] = useState(national);
  const [tried, setTried] = useState<string | null>(null);
  useEffect(() => {
    void publishedRules().then(setPublished);
  }, []);
  const words = new URLSearchParams(fragment.slice(1));
  const key = words.get('organisatie');
  const date = words.get('datum') ?? today;
  useEffect(() => {
    let current = true;
    if (published !== undefined)
      void rulesWith(national, published, key, date)
        .catch(() => national) // rules that this page cannot read: the answer goes without them, and says so
        .then((found) => {
          if (!current) return;
          setRules(found);
          setTried(key);
        });
    return () => {
      current = false;
    };
  }, [national, published, key, date]);
  const others = useMemo(() => {
    const all = published ?? [];
    return all.filter((one, index) => all.findIndex((other) => other.key === one.key) === index);
  }, [published]);
  const elsewhere = key !== null && !rules.ruleSet.overlays.some((overlay) => overlay.key === key);
  return { rules, others, pending: elsewhere && tried !== key };
}
