import { readFileSync, writeFileSync } from 'node:fs';
import { FOLDERS } from './folders.mjs';
import { short, table } from './report.mjs';
import { summary } from './statistics.mjs';

/** The committed report, of a whole run; bench/README.md shows its table. */
export const LATEST = `${FOLDERS.root}bench/latest.json`;

const round = (n) => Number(n.toPrecision(4));

/**
 * Prints the table and writes the JSON; the committed one also goes into the README.
 *
 * @param {string} out
 * @param {{ machine: string, rows: readonly import('./row.mjs').Row[], loads: readonly number[], notes: readonly string[] }} found
 */
export function writeReport(out, { machine, rows: measured, loads, notes }) {
  const rows = measured.map((row) => ({
    ...row,
    value: round(row.value),
    spread: row.spread.map(round),
  }));
  const date = new Date().toISOString();
  const load = { median: summary(loads).value, largest: Math.max(...loads) };
  const text = [
    machine,
    `${date}; load average ${short(load.median)}, at most ${short(load.largest)}`,
    table(rows),
    notes.map((line) => `- ${line}`).join('\n'),
  ].join('\n\n');
  console.log(`\n${text}`);
  writeFileSync(out, `${JSON.stringify({ machine, date, load, notes, rows }, null, 2)}\n`);
  if (out !== LATEST) return;
  const page = `${FOLDERS.root}bench/README.md`;
  const written = readFileSync(page, 'utf8');
  const [begin, end] = ['<!-- latest -->', '<!-- /latest -->'];
  const before = written.slice(0, written.indexOf(begin) + begin.length);
  writeFileSync(page, `${before}\n\n${text}\n\n${written.slice(written.indexOf(end))}`);
}
