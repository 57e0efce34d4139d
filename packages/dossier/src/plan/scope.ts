/** Which talks a plan is for. */
import type { PlanChannel, PlanContent, PlanVersion, RecordingPlan } from './face.ts';

/** What is known of a talk before it is recorded. */
export interface TalkScope {
  readonly channel: PlanChannel;
  /** A value of rules' dimension `soort`; undefined where the door cannot know it (a call). */
  readonly kind?: string | undefined;
  /** Keys of lines by which it came in. */
  readonly lines: readonly string[];
}

/** What a plan says of a talk: the version it would be recorded under, or that its line is excluded. */
export type Applies = { readonly version: PlanVersion } | { readonly excluded: true };

/**
 * The version that held for a talk at a moment (epoch milliseconds); undefined where none did. One that names the line goes
 * before one for all lines. Two that name the same cannot both be live.
 */
export function applying(plans: readonly RecordingPlan[], talk: TalkScope, at: number): Applies | undefined {
  const held = plans
    .flatMap(({ versions }) => versions)
    .filter(({ from, until, content }) => from <= at && (until === null || at < until) && covers(content, talk))
    .sort((a, b) => Number(b.content.lines.length > 0) - Number(a.content.lines.length > 0));
  const [version] = held;
  if (version === undefined) return undefined;
  return version.content.excluded.some(({ line }) => talk.lines.includes(line)) ? { excluded: true } : { version };
}

function covers({ channels, kinds, lines }: PlanContent, talk: TalkScope): boolean {
  return (
    channels.includes(talk.channel) &&
    (talk.kind === undefined || kinds.includes(talk.kind)) &&
    (lines.length === 0 || talk.channel !== 'phone' || lines.some((line) => talk.lines.includes(line)))
  );
}

/** Whether two plans are for the same talks, so that nobody could say which holds. A call does not tell its kind. */
export function overlaps(a: PlanContent, b: PlanContent): boolean {
  const shared = a.channels.filter((channel) => b.channels.includes(channel));
  const kind = a.kinds.some((one) => b.kinds.includes(one));
  const lines = a.lines.length === 0 ? b.lines.length === 0 : a.lines.some((line) => b.lines.includes(line));
  return shared.some((channel) => (channel === 'phone' ? lines : kind));
}
