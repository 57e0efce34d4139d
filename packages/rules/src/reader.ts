import { RuleFileError } from './errors.ts';
import type { Conditions, Period, Text } from './rule-set.ts';

/** One node of a parsed rule file, with its place for messages. Every wish that is not met throws a RuleFileError. */
export class Reader {
  readonly #value: unknown;
  readonly file: string;
  readonly #row: string | undefined;
  readonly #cell: string | undefined;

  constructor(value: unknown, file: string, row?: string, cell?: string) {
    this.#value = value;
    this.file = file;
    this.#row = row;
    this.#cell = cell;
  }

  /** The top of a file; its keys must be among those named. */
  static of(file: { readonly name: string; readonly content: unknown }, keys: readonly string[]): Reader {
    return new Reader(file.content, file.name).only(...keys);
  }

  /** This node again, with its row's name in every message. */
  named(row: string): Reader {
    return new Reader(this.#value, this.file, row);
  }

  /** This node, after making sure that it is a map with no other keys than these. */
  only(...keys: readonly string[]): this {
    for (const key of Object.keys(this.#map()))
      if (!keys.includes(key)) this.#fail(key, `unknown key; known are ${keys.join(', ')}`);
    return this;
  }

  has(key: string): boolean {
    return this.#map()[key] !== undefined;
  }

  isNull(key: string): boolean {
    return this.#map()[key] === null || this.#map()[key] === undefined;
  }

  child(key: string): Reader {
    const value = this.#map()[key];
    if (value === undefined || value === null) this.#fail(key, 'is missing');
    return new Reader(value, this.file, this.#row, this.#path(key));
  }

  string(key: string): string {
    const value = this.#map()[key];
    if (typeof value !== 'string' || value.trim() === '') this.#fail(key, 'must be a text');
    return value as string;
  }

  number(key: string): number {
    return this.child(key).asNumber();
  }

  asNumber(): number {
    if (typeof this.#value !== 'number') this.#fail('', 'must be a number');
    return this.#value as number;
  }

  date(key: string): string {
    const value = this.string(key);
    if (!isDate(value)) this.#fail(key, `'${value}' is not a date (year-month-day)`);
    return value;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.string(key) as T;
    if (!allowed.includes(value)) this.#fail(key, `'${value}' is not one of ${allowed.join(', ')}`);
    return value;
  }

  strings(key: string): string[] {
    const value = this.#map()[key];
    if (!Array.isArray(value)) this.#fail(key, 'must be a list');
    return (value as unknown[]).map((item) =>
      typeof item === 'string' ? item : this.#fail(key, `'${String(item)}' must be a text`),
    );
  }

  list(key: string): Reader[] {
    const value = this.#map()[key];
    if (!Array.isArray(value)) this.#fail(key, 'must be a list');
    return (value as unknown[]).map(
      (item, index) => new Reader(item, this.file, this.#row, this.#path(`${key}[${index}]`)),
    );
  }

  /** The entries of a map, in the order of the file; each entry's key is the row in its messages. */
  map(key: string, { plain = false } = {}): [string, Reader][] {
    const value = this.#map()[key];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.#fail(key, 'must be a map');
    return Object.entries(value as Record<string, unknown>).map(([name, item]) => [
      name,
      plain ? new Reader(item, this.file, this.#row, this.#path(`${key}.${name}`)) : new Reader(item, this.file, name),
    ]);
  }

  /** The keys of the map under `key`. */
  keysOf(key: string): string[] {
    return Object.keys(this.child(key).#map());
  }

  text(): Text {
    return { nl: this.string('nl'), en: this.string('en') };
  }

  period(): Period {
    return {
      ...(this.has('vanaf') ? { from: this.date('vanaf') } : {}),
      ...(this.has('tot') ? { until: this.date('tot') } : {}),
    };
  }

  conditions(key: string): Conditions {
    const node = this.child(key);
    return Object.fromEntries(this.keysOf(key).map((dimension) => [dimension, node.strings(dimension)]));
  }

  #map(): Record<string, unknown> {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value))
      this.#fail('', 'must be a map');
    return this.#value as Record<string, unknown>;
  }

  #path(key: string): string {
    return [this.#cell ?? '', key].filter((part) => part !== '').join('.');
  }

  #fail(key: string, problem: string): never {
    const cell = this.#path(key);
    throw new RuleFileError({ file: this.file, row: this.#row, cell: cell === '' ? undefined : cell }, problem);
  }
}

/** Whether the text is a day that exists, as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= (days[month - 1] as number);
}
