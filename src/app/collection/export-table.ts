import type { Estimate } from '../../core/faithfulness/cluster-bootstrap.ts';
import { CONTROLS } from '../../core/methods/index.ts';
import type { MethodId } from '../../core/methods/method.ts';
import type { AgainstControl, Summary } from './summary.ts';
import { verdict } from './verdict.ts';

const HEAD = [
  'method',
  'reading',
  'metric',
  'scope',
  'pairs',
  'independent',
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
    `ahead_${name}_joint_low95`,
    `ahead_${name}_joint_high95`,
  ]),
  'pairs_of',
  'verdict',
  'same_as',
];

/**
 * The table as CSV (RFC 4180, point as decimal sign); empty cells where a control meets itself, and where too few
 * photographs make the pairs for an interval. `joint`: intervals that hold for all comparisons of the table at once.
 */
export function tableCsv(rows: readonly Summary[]): string {
  const lines = rows.map((row) => {
    const { variant, sameClass, count, difference, means, against } = row;
    const compared = (control: MethodId) => cells(against.find((one) => one.control === control));
    return [
      variant.method,
      variant.reading ?? '',
      variant.metric,
      variant.scope,
      count,
      difference.units,
      ...ends(difference),
      means.insertion,
      means.deletion,
      means.drop,
      means.increase,
      ...CONTROLS.flatMap(({ id }) => compared(id)),
      sameClass ? 'one class' : 'different things',
      `"${verdict(row).replaceAll(',', ';')}"`,
      row.twin?.id ?? '',
    ].join(',');
  });
  return [HEAD.join(','), ...lines, ''].join('\r\n');
}

const ends = ({ mean, interval }: Estimate): (number | '')[] => [
  mean,
  interval?.low ?? '',
  interval?.high ?? '',
];

function cells(against: AgainstControl | undefined): (number | '')[] {
  if (!against) return ['', '', '', '', '', ''];
  const { wins, ahead } = against;
  return [wins, ...ends(ahead), ahead.joint?.low ?? '', ahead.joint?.high ?? ''];
}
