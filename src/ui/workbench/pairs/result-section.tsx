import { useDeferredValue, useMemo } from 'react';
import { download, fileName } from '../../../app/download.ts';
import { runJson } from '../../../app/pairs/export-json.ts';
import { tableCsv } from '../../../app/pairs/export-table.ts';
import { listVariants } from '../../../app/pairs/list-variants.ts';
import { summarize } from '../../../app/pairs/summary.ts';
import { Problems } from './problems.tsx';
import { ResultTable } from './result-table.tsx';
import { usePairs, usePairsLab } from './use-pairs.ts';

/** The table, what it was made from, and the ways it leaves the page. */
export function ResultSection() {
  const lab = usePairsLab();
  const made = usePairs((state) => state.made);
  const skipped = usePairs((state) => state.skipped);
  const running = usePairs(({ job }) => job.status === 'running');
  // Intervals are drawn thousands of times: typing and buttons come first.
  const results = useDeferredValue(usePairs((state) => state.results));
  const rows = useMemo(
    () => (made ? summarize(listVariants({ ...made.choice, scope: made.settings.scope }), results) : []),
    [made, results],
  );
  if (!made || rows.length === 0) return null;
  const name = [made.settings.model, 'pairs'];
  const save = (text: string, type: string, extension: string) =>
    download(new Blob([text], { type }), fileName(name, extension));
  return (
    <section className="pairs-results" aria-label="Results of the set">
      <h3>
        {results.length} {results.length === 1 ? 'pair' : 'pairs'}, {made.choice.steps} steps, on{' '}
        {made.settings.model}
        {running && ' (so far)'}
      </h3>
      <p className="pairs-explain">
        Pixels are blurred away, or brought back, in the order of the map. Insertion minus deletion is high
        where the map found what carries the score. The whisker is the 95 % interval of the mean over pairs.
        Above the controls only where the interval of the pairwise differences leaves zero out.
      </p>
      <ResultTable rows={rows} />
      <Problems lines={skipped.map(({ a, b, message }) => `${a} and ${b} were skipped: ${message}`)} />
      <div className="button-row">
        <button
          type="button"
          className="button small"
          onClick={() => save(tableCsv(rows), 'text/csv', 'csv')}
        >
          Export table (CSV)
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => save(runJson(lab.state.getState(), rows, new Date()), 'application/json', 'json')}
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
