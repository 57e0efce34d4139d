/**
 * Decisions a second on one core: only the verdict, the whole answer (explanation and receipt), and the answer as JSON;
 * beside the speed at which this Node only reads and writes the same cases as JSON.
 *
 *   npm run bench -- rules [--seconds 3]
 */
import { parseArgs } from 'node:util';
import { ask, type Case, evaluate, judge, rules } from '@woordelijk/rules';
import { readCases } from '../scripts/rules-files.ts';
import { printTable } from './table.ts';

/** Runs the bench; flags as in the head of this file. */
export async function run(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options: { seconds: { type: 'string', default: '3' } } });
  const seconds = Number(values.seconds);
  const cases: Case[] = readCases();
  const texts = cases.map((known) => JSON.stringify(known));
  const ways: [string, (index: number) => unknown][] = [
    ['only JSON, no rules (limit)', (index) => JSON.stringify(JSON.parse(texts[index]!))],
    ['verdict and norm level only (judge)', (index) => judge(rules.ruleSet, cases[index]!)],
    ['with explanation and receipt (evaluate)', (index) => evaluate(rules, cases[index]!)],
    ['JSON in, JSON out (ask)', (index) => ask(rules, texts[index]!)],
  ];
  const rows = ways.map(([name, way]) => {
    for (let warm = 0; warm < 2000; warm++) way(warm % cases.length);
    const cpu = process.cpuUsage();
    const end = performance.now() + seconds * 1000;
    let count = 0;
    while (performance.now() < end) for (let each = 0; each < 100; each++) way(count++ % cases.length);
    const { user, system } = process.cpuUsage(cpu);
    const used = (user + system) / 1e6;
    return [name, count, (count / used).toFixed(0), ((used / count) * 1e6).toFixed(0)];
  });
  printTable(['way', 'decisions', 'a CPU-second', 'µs each'], rows);
  process.stdout.write(
    `${cases.length} cases in turn, ${rules.ruleSet.sheets.length} sheets, rule set ${rules.hash.slice(0, 16)}\n`,
  );
}
