// From the lines that scripts/measure-readings.mjs keeps to means, leads and intervals.
import { load } from '../load.mjs';
import { drawPairs, PHOTOGRAPHS } from './photographs.mjs';
import { AGAINST, CONTROLS, MASKED, METHODS, nameOf, OF_IMAGE } from './recipes.mjs';

const { clusterBootstrap } = await load('src/core/faithfulness/cluster-bootstrap.ts');

/** What the areas are of: the score of the pair, or its lead over the other photographs. */
export const SCORES = ['plain', 'contrast'];
const EXPLAINING = METHODS.flatMap((one) => AGAINST.map((against) => `${nameOf(one)}|${against}`));
const ROWS = [...EXPLAINING, 'eigen-cam', ...CONTROLS];

/**
 * Pair by pair, insertion − deletion of every row: the mean of the directions that were measured, and how many those
 * are. `others`: of the same image's maps for its other partners, in the place of its own.
 *
 * @param {object[]} lines of one network, in any order.
 */
export function pairNumbers(lines) {
  const found = new Map(lines.map((line) => [`${line.of} ${line.by}`, line.judged]));
  const partners = (of) => lines.filter((line) => line.of === of && line.by !== null).map(({ by }) => by);
  const pairs = drawPairs().flatMap(([a, b]) => {
    const directions = [
      [a, b],
      [b, a],
    ].filter(([of, by]) => found.has(`${of} ${by}`));
    if (directions.length === 0) return [];
    const numbers = {};
    for (const row of ROWS)
      for (const score of SCORES) {
        const at = ([of, by]) => {
          const judged = found.get(`${of} ${OF_IMAGE.includes(row) ? null : by}`);
          return judged[row][score][by];
        };
        numbers[`${row} ${score}`] = mean(directions.map(at));
        if (!EXPLAINING.includes(row)) continue;
        const others = directions.flatMap(([of, by]) =>
          partners(of)
            .filter((other) => other !== by)
            .map((other) => found.get(`${of} ${other}`)[row][score][by]),
        );
        if (others.length > 0) numbers[`${row} others ${score}`] = mean(others);
      }
    return [{ of: [PHOTOGRAPHS[a].subject, PHOTOGRAPHS[b].subject], directions: directions.length, numbers }];
  });
  return pairs;
}

/** Rows of a table of maps of masked copies: those, what the page may open on, and the controls. */
export const MASKED_ROWS = [
  ...MASKED.flatMap((one) => AGAINST.map((against) => `${nameOf(one)}|${against}`)),
  ...AGAINST.map((against) => `sfam:contribution|${against}`),
  ...CONTROLS,
];

/**
 * Pair by pair the numbers of {@link MASKED_ROWS}: those of masked copies in the first direction, beside what the same
 * pairs have of the other rows.
 *
 * @param {object[]} lines of one network, measured with `--masked`
 * @param {object[]} beside of the same network, measured without; its first direction counts
 */
export function maskedNumbers(lines, beside) {
  const first = new Set(drawPairs().map(([a, b]) => `${a} ${b}`));
  const others = pairNumbers(beside.filter(({ of, by }) => by === null || first.has(`${of} ${by}`)));
  const found = new Map(lines.map((line) => [`${line.of} ${line.by}`, line.judged]));
  return drawPairs().flatMap(([a, b]) => {
    const judged = found.get(`${a} ${b}`);
    const of = [PHOTOGRAPHS[a].subject, PHOTOGRAPHS[b].subject];
    const other = others.find((one) => one.of.join() === of.join());
    if (!judged || !other) return [];
    const numbers = Object.fromEntries(
      MASKED_ROWS.flatMap((row) =>
        SCORES.map((score) => [
          `${row} ${score}`,
          row in judged ? judged[row][score][b] : other.numbers[`${row} ${score}`],
        ]),
      ),
    );
    return [{ of, directions: 1, numbers }];
  });
}

/**
 * Rows of one score, best first, each with its leads over every control and, for explanations, over the same image's
 * maps for its other partners. Joint intervals hold for all leads of one table at once. Rows with the same numbers on
 * every pair are one result, under several names.
 *
 * @param {readonly object[]} pairs of {@link pairNumbers}
 * @param {readonly string[]} rows all that there are, unless they are named
 */
export function table(pairs, score, rows = ROWS) {
  const value = (pair, row) => pair.numbers[`${row} ${score}`] ?? Number.NaN;
  const same = (one, two) => pairs.every((pair) => Math.abs(value(pair, one) - value(pair, two)) <= 1.5e-5);
  const names = new Map();
  for (const row of rows) {
    const first = [...names.keys()].find((one) => same(one, row));
    if (first) names.get(first).push(row);
    else names.set(row, [row]);
  }
  const columns = [...names.keys()].flatMap((row) => [
    { row, over: null },
    ...CONTROLS.filter((control) => control !== row).map((over) => ({ row, over })),
    ...(rows === ROWS && EXPLAINING.includes(row) ? [{ row, over: `${row} others` }] : []),
  ]);
  const estimates = clusterBootstrap(
    pairs.map((pair) => ({
      of: pair.of,
      values: columns.map(({ row, over }) => value(pair, row) - (over ? value(pair, over) : 0)),
    })),
    {
      seed: 1,
      draws: 2000,
      family: columns.flatMap(({ row, over }, i) => (over && !CONTROLS.includes(row) ? [i] : [])),
    },
  );
  return [...names]
    .map(([row, all]) => ({
      names: all,
      own: estimates[columns.findIndex((one) => one.row === row && one.over === null)],
      ahead: Object.fromEntries(
        columns.flatMap((one, i) =>
          one.row === row && one.over
            ? [[one.over.endsWith(' others') ? 'others' : one.over, estimates[i]]]
            : [],
        ),
      ),
    }))
    .sort((one, two) => two.own.mean - one.own.mean);
}

/** What the page may open on: SFAM in every reading, in contrast and plain. */
const OPENING = METHODS.filter(([method]) => method === 'sfam').flatMap((one) =>
  [...AGAINST].reverse().map((against) => `${nameOf(one)}|${against}`),
);
/** What contrast has to be ahead of, where plain is not. */
const DECIDING = ['mean-activation', 'random'];

/**
 * The question that was asked before anything was measured: is SFAM in contrast ahead of mean activation and of noise,
 * where plain SFAM is not? Joint intervals hold for all of these leads under one score at once: with three readings to
 * choose from, one of them leads by luck more easily.
 *
 * @returns for each map its leads by control
 */
export function opening(pairs, score) {
  const columns = OPENING.flatMap((row) => DECIDING.map((over) => [row, over]));
  const estimates = clusterBootstrap(
    pairs.map(({ of, numbers }) => ({
      of,
      values: columns.map(([row, over]) => numbers[`${row} ${score}`] - numbers[`${over} ${score}`]),
    })),
    { seed: 1, draws: 2000, family: [...columns.keys()] },
  );
  return OPENING.map((row, i) => ({
    row,
    leads: DECIDING.map((over, j) => ({ over, ...estimates[i * DECIDING.length + j] })),
  }));
}

const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;
