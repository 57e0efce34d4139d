/** Standard output is for programs (JSON); standard error is for people. */

/** Prints a result as JSON, indented, with a line feed. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Says something to the person at the terminal. What came off a wire is made harmless first. */
export function say(text: string): void {
  process.stderr.write(`${harmless(text)}\n`);
}

/** Text without control characters, which could steer a terminal. */
export function harmless(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

/** An error of the command line itself: wrong words, nothing to reach. `code` is stable. */
export class CliError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliError';
    this.code = code;
  }
}

/** Says what went wrong and what to do, as `code: message`; the JSON form goes to standard output when `json`. */
export function fail(error: unknown): void {
  const { code, message } = describe(error);
  say(`${code}: ${message}`);
  process.exitCode = 1;
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    if (code !== undefined) return { code, message: error.message };
    return {
      code: 'internal',
      message: `${error.stack ?? error.message}\nThis is a fault in Woordelijk; please report it.`,
    };
  }
  return { code: 'internal', message: String(error) };
}
