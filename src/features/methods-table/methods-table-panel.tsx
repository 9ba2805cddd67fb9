import { useMemo } from 'react';
import { useStore } from 'zustand';
import { download, fileName } from '../../app/download.ts';
import { soFar } from '../../app/task.ts';
import { useApp } from '../../ui/app-context.ts';
import { RegionEditor } from './region-editor.tsx';
import { tableCsv } from './table-csv.ts';
import { drawnWords, MASKED_BY, MEASURES, type TableRun } from './table-run.ts';
import { TableSetup } from './table-setup.tsx';
import { pngOf, tableSvg } from './table-svg.ts';
import { TableView } from './table-view.tsx';
import { useTable, useTableLab } from './use-table.ts';
import '../../ui/parts/parts.css';
import './methods-table.css';

/** Images by methods: every map, its numbers, and the figure and table of a paper out of them. */
export default function MethodsTablePanel() {
  const lab = useTableLab();
  const state = useStore(lab.task.store);
  const regions = useTable((one) => one.regions);
  const value = soFar(state);
  const run = useMemo(() => value && lab.localised(value, regions), [lab, value, regions]);
  return (
    <div className="methods-table">
      <TableSetup />
      {run && run.rows.length > 0 && <Made run={run} running={state.status === 'running'} />}
    </div>
  );
}

function Made({ run, running }: { readonly run: TableRun; readonly running: boolean }) {
  const display = useApp((state) => state.display);
  const name = [run.settings.model, 'methods'];
  const drawn = drawnWords(run);
  const save = (text: string, type: string, extension: string) =>
    download(new Blob([text], { type }), fileName(name, extension));
  return (
    <section className="methods-made" aria-label="The table">
      {run.rows.length < run.total && !running && (
        <p className="quiet">
          Stopped early: {run.rows.length} of {run.total} rows were begun.
        </p>
      )}
      {drawn !== null && <p className="quiet">{drawn}</p>}
      <TableView run={run} whole={!running} />
      <div className="button-row">
        <button
          type="button"
          className="button small"
          onClick={() => save(tableSvg(run, pngOf(display)), 'image/svg+xml', 'svg')}
        >
          Export figure (SVG)
        </button>
        <button type="button" className="button small" onClick={() => save(tableCsv(run), 'text/csv', 'csv')}>
          Export numbers (CSV)
        </button>
      </div>
      <RegionEditor run={run} />
      <details>
        <summary>What the numbers are</summary>
        <dl className="methods-words">
          {MEASURES.map(({ id, label, hint, better }) => (
            <div key={id}>
              <dt>{label}</dt>
              <dd>
                {hint} {better === 'higher' ? 'Higher' : 'Lower'} is better.
              </dd>
            </div>
          ))}
        </dl>
        <p className="quiet">
          {MASKED_BY} Each map has a colour scale of its own. A mean has a 95 % interval where at least 15
          independent photographs make it; two images of one pair are not independent. A map that points at
          the object need not be what the similarity rests on: a network may well look at the background.
        </p>
      </details>
    </section>
  );
}
