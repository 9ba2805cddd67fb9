import { useState } from 'react';
import type { Summary } from '../../app/collection/summary.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { COLUMNS } from './columns.tsx';
import { sharedScale } from './interval-scale.ts';

/** The table, one metric after the other; a click on a heading sorts by it, a second click turns it round. */
export function ResultTable({ rows }: { readonly rows: readonly Summary[] }) {
  const [sort, setSort] = useState<{ readonly id: string; readonly down: boolean } | null>(null);
  const column = COLUMNS.find(({ id }) => id === sort?.id);
  const order = (a: Summary, b: Summary): number => {
    if (!column || !sort) return 0;
    const [u, v] = [column.key(a), column.key(b)];
    const up = typeof u === 'string' ? u.localeCompare(String(v)) : u - Number(v);
    return sort.down ? -up : up;
  };
  // Cosine and distance have different units: rows of one metric stay together.
  const group = ({ variant }: Summary) => Object.keys(METRICS).indexOf(variant.metric);
  const sorted = [...rows].sort((a, b) =>
    column?.id === 'metric' ? order(a, b) : group(a) - group(b) || order(a, b),
  );
  return (
    // Scrolls sideways on a phone, and by the keyboard everywhere.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="pairs-scroll" tabIndex={0} aria-label="Table of results">
      <table className="pairs-table">
        <thead>
          <tr>
            {COLUMNS.map(({ id, label, hint, numeric }) => (
              <th
                key={id}
                scope="col"
                className={numeric ? 'numeric' : undefined}
                aria-sort={sort?.id === id ? (sort.down ? 'descending' : 'ascending') : undefined}
              >
                <button
                  type="button"
                  title={hint}
                  onClick={() => setSort({ id, down: sort?.id === id ? !sort.down : numeric })}
                >
                  {label}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.variant.id} className={row.variant.control ? 'control' : undefined}>
              {COLUMNS.map((shown, index) => {
                const Cell = index === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={shown.id}
                    scope={index === 0 ? 'row' : undefined}
                    className={shown.numeric ? 'numeric' : undefined}
                  >
                    {shown.cell(row, sharedScale(rows, row.variant.metric))}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
