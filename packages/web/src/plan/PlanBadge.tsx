import type { RecordingPlan } from '@woordelijk/api';
import { Badge } from '../components/Badge.tsx';
import { useWords } from '../language/language.tsx';

/** How a plan stands, in a word. */
export function PlanBadge({ plan }: { plan: RecordingPlan }) {
  const { plan: words } = useWords();
  if (plan.state === 'live')
    return <Badge look="good">{plan.changed ? words.states.changed : words.states.live}</Badge>;
  return plan.findings.length === 0 ? (
    <Badge look="busy">{words.states.ready}</Badge>
  ) : (
    <Badge look="warning">{words.states.draft}</Badge>
  );
}
