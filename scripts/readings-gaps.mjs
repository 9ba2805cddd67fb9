// Row against row, pair by pair, from the panel's export: is one map's order better than another's?
import { runnerImport } from 'vite';

const { module } = await runnerImport(
  new URL('../src/core/faithfulness/cluster-bootstrap.ts', import.meta.url).pathname,
  { configFile: false, logLevel: 'error' },
);

/** What is compared: ours, theirs. */
const ROWS = [
  ['sfam:gradient', 'sfam:contribution'],
  ['decomposition', 'sfam:contribution'],
  ['sfam:normalized', 'sfam:contribution'],
  ['sfam:gradient', 'decomposition'],
];
const METRICS = ['cosine', 'euclidean'];

const fixed = (value) => value.toFixed(3).replace('-', '−').replace('−0.000', '0.000');

/**
 * Markdown table of the differences of insertion − deletion. In brackets the interval that holds for the whole table
 * at once; none where too few photographs make the pairs.
 */
export function readingsGaps({ pairs }, sameClass) {
  const own = pairs.filter((pair) => pair.sameClass === sameClass);
  const asked = ROWS.flatMap(([ours, theirs]) => METRICS.map((metric) => ({ ours, theirs, metric })));
  const gap = ({ numbers }, { ours, theirs, metric }) =>
    numbers[`${ours}@${metric}`].difference - numbers[`${theirs}@${metric}`].difference;
  const estimates = module.clusterBootstrap(
    own.map((pair) => ({ of: pair.subjects, values: asked.map((one) => gap(pair, one)) })),
    { seed: 1, draws: 2000, family: [...asked.keys()] },
  );
  const cell = (index) => {
    const { mean, joint } = estimates[index];
    const gaps = own.map((pair) => gap(pair, asked[index]));
    const wins = gaps.reduce((sum, value) => sum + (value > 0 ? 1 : value === 0 ? 0.5 : 0), 0) / gaps.length;
    const range = joint ? ` [${fixed(joint.low)}, ${fixed(joint.high)}]` : '';
    return `${fixed(mean)}${range} | ${Math.round(wins * 100)} %`;
  };
  return [
    '| pair by pair | cosine | wins | Euclidean | wins |',
    '|---|---|---|---|---|',
    ...ROWS.map(
      ([ours, theirs], i) =>
        `| ${ours.replace('sfam:', '')} − ${theirs.replace('sfam:', '')} | ${cell(2 * i)} | ${cell(2 * i + 1)} |`,
    ),
    '',
  ].join('\n');
}
