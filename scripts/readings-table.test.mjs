import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pairNumbers, table } from './readings/estimates.mjs';
import { drawPairs, PHOTOGRAPHS } from './readings/photographs.mjs';
import {
  keptMasked,
  keptNumbers,
  maskedTables,
  openingTable,
  summaryTable,
  tablesOf,
} from './readings-table.mjs';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const document = readFileSync(new URL('../docs/readings.md', import.meta.url), 'utf8');

it('draws every photograph three times, no couple twice', () => {
  const pairs = drawPairs();
  const couples = new Set(pairs.map(([a, b]) => [a, b].sort().join()));
  expect(couples.size).toBe(pairs.length);
  for (const photograph of PHOTOGRAPHS.keys())
    expect(pairs.flat().filter((one) => one === photograph)).toHaveLength(3);
  expect(new Set(PHOTOGRAPHS.map(({ subject }) => subject)).size).toBe(PHOTOGRAPHS.length);
});

it('takes the mean of both directions, and the image’s other maps for what they say of this partner', () => {
  const [[a, b]] = drawPairs();
  const [, [c, d]] = drawPairs();
  const judged = (of, by, value) => {
    const areas = (number) => PHOTOGRAPHS.map((_, i) => (i === of ? null : i === by ? number : number / 10));
    const names = Object.keys(keptNumbers().objects[0].numbers)
      .filter((name) => !name.includes(' others '))
      .map((name) => name.slice(0, name.lastIndexOf(' ')));
    return Object.fromEntries(
      [...new Set(names)].map((name) => [name, { plain: areas(value), contrast: areas(2 * value) }]),
    );
  };
  const line = (of, by, value) => ({ of, by, judged: judged(of, by, value) });
  const lines = [
    line(a, b, 1),
    line(b, a, 3),
    line(a, d, 5),
    line(a, null, 0),
    line(b, null, 0),
    line(c, null, 0),
  ];
  const found = pairNumbers(lines).find(({ of }) => of[0] === PHOTOGRAPHS[a].subject);
  expect(found.directions).toBe(2);
  expect(found.numbers['sfam:contribution|none plain']).toBe(2);
  expect(found.numbers['sfam:contribution|none contrast']).toBe(4);
  // A's map for another partner, judged by B: a tenth of 5.
  expect(found.numbers['sfam:contribution|none others plain']).toBe(0.5);
});

it('counts maps under several names once', () => {
  const rows = table(keptNumbers().objects, 'plain');
  const [gradient] = rows.filter(({ names }) => names.includes('sfam:gradient|none'));
  expect(gradient.names).toEqual(['sfam:gradient|none', 'grad-cam|none', 'hires-cam|none', 'xgrad-cam|none']);
});

it('README and docs/readings.md have the tables that its numbers give, bold where they allow it', () => {
  const kept = keptNumbers();
  expect(readme).toContain(summaryTable(kept));
  expect(document).toContain(openingTable(kept).trim());
  for (const metric of ['cosine', 'euclidean'])
    for (const [model, pairs] of Object.entries(keptNumbers(metric)))
      expect(document).toContain(tablesOf(model, pairs, metric).trim());
  for (const [model, pairs] of Object.entries(keptMasked())) {
    expect(pairs.length).toBeGreaterThan(0);
    expect(document).toContain(maskedTables(model, pairs).trim());
  }
}, 60_000);
