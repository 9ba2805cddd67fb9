import { useEffect } from 'react';
import { useStore } from 'zustand';
import { runJson } from '../../app/collection/export-json.ts';
import { tableCsv } from '../../app/collection/export-table.ts';
import { isMeasuring } from '../../app/collection/pairs-state.ts';
import type { TableState } from '../../app/collection/pairs-table.ts';
import type { Summary } from '../../app/collection/summary.ts';
import { download, fileName } from '../../app/download.ts';
import { UNITS_FOR_VERDICT } from '../../core/faithfulness/cluster-bootstrap.ts';
import { Problems } from '../../ui/parts/problems.tsx';
import { ResultTable } from './result-table.tsx';
import { usePairs, usePairsLab } from './use-pairs.ts';

/** What is alike in class, and what is not, are different questions. */
const TABLES = [
  { sameClass: false, title: 'Pairs of different things' },
  { sameClass: true, title: 'Pairs of one subject or folder' },
];

/** The table, what it was made from, and the ways it leaves the page. */
export function ResultSection() {
  const lab = usePairsLab();
  const skipped = usePairs((state) => state.skipped);
  const running = usePairs(isMeasuring);
  const { made, results, rows } = useStore(lab.table.state);
  useEffect(() => lab.table.follow(), [lab]);
  if (!made || rows.length === 0) return null;
  const name = [made.settings.model, 'pairs'];
  /** The table on screen may be a pair behind: the file is not. */
  const save = async (write: (table: TableState) => string, type: string, extension: string) => {
    const text = write(await lab.table.current());
    download(new Blob([text], { type }), fileName(name, extension));
  };
  return (
    <section className="pairs-results" aria-label="Results of the set">
      <h3>
        {results.length} {results.length === 1 ? 'pair' : 'pairs'}, {made.choice.steps} steps, on{' '}
        {made.settings.model}
        {running && ' (so far)'}
      </h3>
      <p className="pairs-explain">
        Pixels are blurred away, or brought back, in the order of the map. Insertion minus deletion is high
        where the map found what carries the score. Pairs that share a photograph are not independent, so
        photographs are drawn again for the intervals, not pairs. The whisker is the 95 % interval of the
        mean. “Better” or “worse” is said only where the interval of the pairwise differences leaves zero out
        for all comparisons of the table at once, and never below {UNITS_FOR_VERDICT} photographs that are
        independent (or pairs that share none; frames of one sheet are one).
      </p>
      {TABLES.map(({ sameClass, title }) => {
        const own = rows.filter((row) => row.sameClass === sameClass);
        if (own.length === 0) return null;
        const [{ count, difference }] = own as [Summary, ...Summary[]];
        return (
          <section key={title} aria-label={title}>
            <h4>
              {title}: {count} {count === 1 ? 'pair' : 'pairs'}, {difference.units} independent
            </h4>
            <ResultTable rows={own} />
          </section>
        );
      })}
      <Problems lines={skipped.map(({ a, b, message }) => `${a} and ${b} were skipped: ${message}`)} />
      <div className="button-row">
        <button
          type="button"
          className="button small"
          onClick={() => void save((table) => tableCsv(table.rows), 'text/csv', 'csv')}
        >
          Export table (CSV)
        </button>
        <button
          type="button"
          className="button small"
          onClick={() =>
            void save(
              (table) => runJson({ ...lab.state.getState(), ...table }, table.rows, new Date()),
              'application/json',
              'json',
            )
          }
        >
          Export everything (JSON)
        </button>
        <span className="gap" />
        {!running && (
          <button type="button" className="button small" onClick={() => void lab.forget()}>
            Forget these results
          </button>
        )}
      </div>
    </section>
  );
}
