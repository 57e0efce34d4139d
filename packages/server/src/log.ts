/** The log: one JSON line per event on standard error. Facts are ids, codes and counts; names, numbers, tokens and message texts never go in. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  error(facts: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** `write` gets whole lines; `least`: the lowest level that is written. */
export function jsonLog(write: (line: string) => void, least: 'info' | 'warn' | 'error' = 'info'): Log {
  const levels = ['info', 'warn', 'error'] as const;
  const at = (level: (typeof levels)[number]) => (facts: Readonly<Record<string, unknown>>, sentence: string) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    write(`${JSON.stringify({ time: new Date().toISOString(), level, event: sentence, ...facts })}\n`);
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
