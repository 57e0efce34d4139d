import type { Talk } from '@woordelijk/api';
import { useWords } from '../language/language.tsx';
import { Icon, type IconName } from './Icon.tsx';

/** State of a talk: colour, sign and word together. */
export function StateBadge({ talk }: { talk: Talk }) {
  const { state } = useWords();
  const [look, icon, text]: [string, IconName | undefined, string] = talk.destruction
    ? ['warning', 'cross', state.destroyed]
    : talk.state === 'live'
      ? ['live', undefined, state.live]
      : talk.state === 'planned'
        ? ['busy', 'check', state.planned]
        : talk.state === 'called-off'
          ? ['warning', 'cross', state.calledOff]
          : talk.state === 'unrecorded'
            ? ['warning', 'warning', state.unrecorded]
            : talk.ending === 'interrupted'
              ? ['warning', 'warning', state.interrupted]
              : talk.ending !== 'bye' && talk.ending !== 'stopped' && talk.ending !== null
                ? ['warning', 'warning', state.cut]
                : talk.state === 'storing'
                  ? ['busy', undefined, state.storing]
                  : ['good', 'check', state.stored];
  return (
    <span className={`w-badge w-badge-${look}`}>
      {icon ? <Icon name={icon} /> : <span className="w-badge-dot" aria-hidden="true" />}
      {text}
    </span>
  );
}

/** A short word set apart. */
export function Badge({ look, children }: { look: 'busy' | 'good' | 'warning' | 'bad'; children: string }) {
  return <span className={`w-badge w-badge-${look}`}>{children}</span>;
}
