import { useId } from 'react';
import { ticks } from './ticks.ts';

/** A line: values equally spaced from left to right, NaN where there is none (yet). */
export interface Series {
  readonly id: string;
  readonly values: ArrayLike<number>;
  /** Suffix of the CSS class that colours it: map, mean, random, a, b. */
  readonly tone: string;
}

interface Props {
  readonly title: string;
  /** What the picture says, for those who do not see it. */
  readonly summary: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Labels under the axis, at 0 (left) … 1 (right). */
  readonly xTicks: readonly { readonly at: number; readonly text: string }[];
  readonly domain: readonly [number, number];
  readonly series: readonly Series[];
  /** Lowest and highest value at each place, drawn as an area. */
  readonly band?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> } | null;
}

const WIDTH = 300;
const HEIGHT = 200;
const BOX = { left: 46, right: 294, top: 8, bottom: 156 };

/** Curves in a box, by hand: few enough to need no library, scalable, printable, with words for what it shows. */
export function CurveChart(props: Props) {
  const { title, summary, xTitle, yTitle, xTicks, domain, series, band = null } = props;
  const id = useId();
  const [low, high] = domain;
  const x = (share: number) => BOX.left + share * (BOX.right - BOX.left);
  const y = (value: number) => BOX.bottom - ((value - low) / (high - low || 1)) * (BOX.bottom - BOX.top);
  const points = (values: ArrayLike<number>) =>
    Array.from(values, (value, i) => ({ value, at: i / Math.max(1, values.length - 1) }));
  const path = (list: readonly { value: number; at: number }[]) =>
    list.map(({ value, at }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);

  return (
    <figure className="curve-chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-summary`}>
        <title id={`${id}-summary`}>{`${title}. ${summary}`}</title>
        {ticks(low, high, 5).map((value) => (
          <g key={value}>
            <line className="grid" x1={BOX.left} x2={BOX.right} y1={y(value)} y2={y(value)} />
            <text x={BOX.left - 6} y={y(value) + 4} textAnchor="end">
              {String(value).replace('-', '−')}
            </text>
          </g>
        ))}
        {xTicks.map(({ at, text }) => (
          <text key={at} x={x(at)} y={BOX.bottom + 16} textAnchor={anchor(at)}>
            {text}
          </text>
        ))}
        <line className="axis" x1={BOX.left} x2={BOX.right} y1={BOX.bottom} y2={BOX.bottom} />
        <text className="axis-title" x={(BOX.left + BOX.right) / 2} y={HEIGHT - 8} textAnchor="middle">
          {xTitle}
        </text>
        <text
          className="axis-title"
          transform={`translate(11 ${(BOX.top + BOX.bottom) / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          {yTitle}
        </text>
        {band && (
          <polygon
            className="band"
            points={[...path(points(band.high)), ...path(points(band.low)).reverse()].join(' ')}
          />
        )}
        {series.map(({ id: key, values, tone }) => (
          <g key={key} className={`curve curve-${tone}`}>
            {stretches(points(values)).map((stretch) => (
              <polyline key={stretch[0]!.at} points={path(stretch).join(' ')} />
            ))}
            {stretches(points(values))
              .flat()
              .map(({ value, at }) => (
                <circle key={at} cx={x(at)} cy={y(value)} r={2} />
              ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** Labels at the ends stay inside the picture. */
const anchor = (at: number) => (at === 0 ? 'start' : at === 1 ? 'end' : 'middle');

/** Runs of points that are known: no line is drawn across what has not been measured. */
function stretches<T extends { readonly value: number }>(list: readonly T[]): T[][] {
  const runs: T[][] = [];
  let open = false;
  for (const point of list) {
    const known = !Number.isNaN(point.value);
    if (known && open) runs.at(-1)!.push(point);
    else if (known) runs.push([point]);
    open = known;
  }
  return runs;
}
