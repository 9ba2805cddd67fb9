// Row against row, pair by pair, from the panel's export: is one map's order better than another's?
const DRAWS = 10_000;

/** What is compared: ours, theirs. */
const ROWS = [
  ['sfam:gradient', 'sfam:contribution'],
  ['decomposition', 'sfam:contribution'],
  ['sfam:normalized', 'sfam:contribution'],
  ['sfam:gradient', 'decomposition'],
];

/** mulberry32: 32 bits of state, seeded, so that the same export gives the same digits. */
function stream(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Mean and 95 % percentile-bootstrap interval. */
function interval(values) {
  const uniform = stream(1);
  const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
  const means = Float64Array.from({ length: DRAWS }, () =>
    mean(values.map(() => values[Math.floor(uniform() * values.length)])),
  ).sort();
  return [mean(values), means[Math.floor(0.025 * DRAWS)], means[Math.floor(0.975 * DRAWS)]];
}

const fixed = (value) => value.toFixed(3).replace('-', '−').replace('−0.000', '0.000');

/** Markdown table of the differences of insertion − deletion. */
export function readingsGaps({ pairs }) {
  const cell = (ours, theirs, metric) => {
    const gaps = pairs.map(
      ({ numbers }) => numbers[`${ours}@${metric}`].difference - numbers[`${theirs}@${metric}`].difference,
    );
    const [mean, low, high] = interval(gaps).map(fixed);
    const wins = gaps.reduce((sum, gap) => sum + (gap > 0 ? 1 : gap === 0 ? 0.5 : 0), 0) / gaps.length;
    return `${mean} [${low}, ${high}] | ${Math.round(wins * 100)} %`;
  };
  return [
    '| pair by pair | cosine | wins | Euclidean | wins |',
    '|---|---|---|---|---|',
    ...ROWS.map(
      ([ours, theirs]) =>
        `| ${ours.replace('sfam:', '')} − ${theirs.replace('sfam:', '')} | ${cell(ours, theirs, 'cosine')} | ${cell(ours, theirs, 'euclidean')} |`,
    ),
    '',
  ].join('\n');
}
