import { CONTROLS } from '../../core/methods/index.ts';
import type { MethodId } from '../../core/methods/method.ts';
import type { Comparison, Summary } from './summary.ts';

const HEAD = [
  'method',
  'reading',
  'metric',
  'scope',
  'pairs',
  'difference_mean',
  'difference_low95',
  'difference_high95',
  'insertion',
  'deletion',
  'average_drop',
  'increase_rate',
  ...CONTROLS.map(({ id }) => id.replaceAll('-', '_')).flatMap((name) => [
    `wins_${name}`,
    `ahead_${name}_mean`,
    `ahead_${name}_low95`,
    `ahead_${name}_high95`,
  ]),
];

/** The table as CSV (RFC 4180, point as decimal sign); empty cells where a control meets itself. */
export function tableCsv(rows: readonly Summary[]): string {
  const lines = rows.map(({ variant, count, difference, means, against }) => {
    const compared = (control: MethodId) => cells(against.find((one) => one.control === control));
    return [
      variant.method,
      variant.reading ?? '',
      variant.metric,
      variant.scope,
      count,
      difference.mean,
      difference.low,
      difference.high,
      means.insertion,
      means.deletion,
      means.drop,
      means.increase,
      ...CONTROLS.flatMap(({ id }) => compared(id)),
    ].join(',');
  });
  return [HEAD.join(','), ...lines, ''].join('\r\n');
}

function cells(comparison: Comparison | undefined): (number | '')[] {
  if (!comparison) return ['', '', '', ''];
  const { wins, ahead } = comparison;
  return [wins, ahead.mean, ahead.low, ahead.high];
}
