import type { ReactNode } from 'react';
import type { Summary } from '../../app/collection/summary.ts';
import type { Variant } from '../../app/collection/variant.ts';
import { verdict } from '../../app/collection/verdict.ts';
import { READINGS } from '../../core/cis/index.ts';
import type { Estimate } from '../../core/faithfulness/cluster-bootstrap.ts';
import { CONTROLS, METHODS } from '../../core/methods/index.ts';
import type { Control } from '../../core/methods/method.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { Scale } from './interval-scale.ts';

/** A column: how it sorts and what it shows. */
export interface Column {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly numeric: boolean;
  key(row: Summary): number | string;
  cell(row: Summary, scale: Scale): ReactNode;
}

/** Three decimals everywhere: a column is compared by eye, and intervals end there at the latest. */
const fixed = (value: number) => {
  const text = value.toFixed(3).replace('-', '−');
  return text === '−0.000' ? '0.000' : text;
};

const nameOf = ({ method, reading }: Variant) =>
  reading === null
    ? METHODS[method].label
    : `${METHODS[method].label}, ${READINGS[reading].label.toLowerCase()}`;

/** A map that stands there already under another name is not counted again, and says so. */
const name = ({ variant, twin }: Summary) =>
  twin === null ? nameOf(variant) : `${nameOf(variant)} (one map with ${nameOf(twin)})`;

const rangeOf = ({ interval }: Estimate) =>
  interval ? `${fixed(interval.low)} to ${fixed(interval.high)}` : 'no interval';

/** Mean lead over a control, and the interval that all leads of the table keep at once. */
const lead = ({ id: control, called }: Control): Column => {
  const found = ({ against }: Summary) => against.find((one) => one.control === control)?.ahead;
  return {
    id: `ahead-${control}`,
    label: `Ahead of ${called}`,
    hint: 'Mean difference pair by pair; in brackets the interval that holds for the whole table at once',
    numeric: true,
    key: (row) => found(row)?.mean ?? Number.NEGATIVE_INFINITY,
    cell: (row) => {
      const ahead = found(row);
      if (!ahead) return '–';
      const { joint } = ahead;
      return `${fixed(ahead.mean)}${joint ? ` [${fixed(joint.low)}, ${fixed(joint.high)}]` : ''}`;
    },
  };
};

const wins = ({ id: control, called }: Control): Column => ({
  id: `wins-${control}`,
  label: `Beats ${called}`,
  hint: 'Share of pairs on which this map does better than the control',
  numeric: true,
  key: ({ against }) => against.find((one) => one.control === control)?.wins ?? -1,
  cell: ({ against }) => {
    const found = against.find((one) => one.control === control);
    return found ? `${Math.round(found.wins * 100)} %` : '–';
  },
});

const mean = (id: 'insertion' | 'deletion' | 'drop', label: string, hint: string): Column => ({
  id,
  label,
  hint,
  numeric: true,
  key: ({ means }) => means[id],
  cell: ({ means }) => fixed(means[id]),
});

/** Every column of the table, left to right. */
export const COLUMNS: readonly Column[] = [
  { id: 'map', label: 'Map', numeric: false, key: name, cell: name },
  {
    id: 'metric',
    label: 'Metric',
    numeric: false,
    key: ({ variant }) => variant.metric,
    cell: ({ variant }) => METRICS[variant.metric].label,
  },
  {
    id: 'difference',
    label: 'Insertion − deletion',
    hint: 'Mean over pairs, with its 95 % interval where enough photographs make them; higher is better',
    numeric: true,
    key: ({ difference }) => difference.mean,
    cell: ({ difference }, scale) => (
      <span className="interval">
        <strong>{fixed(difference.mean)}</strong>
        <span className="quiet">{rangeOf(difference)}</span>
        <IntervalMark estimate={difference} scale={scale} />
      </span>
    ),
  },
  ...CONTROLS.flatMap((control) => [lead(control), wins(control)]),
  {
    id: 'verdict',
    label: 'In words',
    numeric: false,
    key: verdict,
    cell: (row) => <span className="pairs-words">{verdict(row)}</span>,
  },
  mean('insertion', 'Insertion', 'Area under the curve; higher is better'),
  mean('deletion', 'Deletion', 'Area under the curve; lower is better'),
  mean('drop', 'Average drop', 'Score lost when the map masks its image; lower is better'),
];

interface Props {
  readonly estimate: Estimate;
  readonly scale: Scale;
}

/** Mean and interval (where there is one) as a dot and whisker against zero; the numbers stand beside it. */
function IntervalMark({ estimate: { mean, interval }, scale }: Props) {
  const percent = (value: number) => `${value}%`;
  return (
    <span className="interval-mark" aria-hidden="true">
      <span className="zero" style={{ left: percent(scale(0)) }} />
      {interval && (
        <span
          className="whisker"
          style={{
            left: percent(scale(interval.low)),
            width: percent(scale(interval.high) - scale(interval.low)),
          }}
        />
      )}
      <span className="dot" style={{ left: percent(scale(mean)) }} />
    </span>
  );
}
