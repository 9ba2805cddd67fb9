import { memo, useEffect, useMemo, useRef } from 'react';
import { useApp } from '../../ui/app-context.ts';
import { useCanvasRestored } from '../../ui/hooks/use-canvas-restored.ts';
import { type Column, isJudgedByClass } from './columns.ts';
import { type CellView, drawCell } from './draw-cell.ts';
import { shown } from './shown.ts';
import { meanWords, tableMeans } from './table-means.ts';
import { type Cell, DRAWN, MEASURES, type TableRun } from './table-run.ts';

interface Props {
  readonly run: TableRun;
  /** Nothing is to come any more. */
  readonly whole: boolean;
}

/** Rows are images, columns are methods; under each map its numbers, at the foot their means. */
export const TableView = memo(function TableView({ run, whole }: Props) {
  const { columns, rows, settings } = run;
  const measures = MEASURES.filter(({ id }) =>
    rows.some(({ cells }) => cells.some(({ numbers }) => numbers[id] !== null)),
  );
  const means = useMemo(() => tableMeans(run, whole), [run, whole]);
  return (
    // Scrolls sideways, by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="methods-scroll" tabIndex={0} aria-label="Methods side by side">
      <table className="methods-grid" aria-label="Maps and numbers">
        <thead>
          <tr>
            <th scope="col">Image</th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, DRAWN).map(({ row, pixels, region, score, cells }, index) => (
            // A set may hold a pair twice; rows never move.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={index}>
              <th scope="row">
                <TableCell
                  label={row.of.name}
                  pixels={pixels}
                  size={settings.size}
                  map={null}
                  region={region}
                />
                <span className="methods-name">{row.of.name}</span>
                <span className="quiet">
                  with {row.against[0]!.picture.name}
                  {row.against.length > 1 && `, held against ${row.against.length - 1} of other classes`}
                </span>
                <span className="quiet">score {shown(score)}</span>
              </th>
              {columns.map(({ id: column, label }, c) => {
                const cell = cells[c];
                return (
                  <td key={column}>
                    {cell && (
                      <>
                        <TableCell
                          label={`${label}, map of ${row.of.name}`}
                          pixels={pixels}
                          size={settings.size}
                          map={cell.map}
                          region={region}
                        />
                        {cell.target !== undefined && <ClassOf of={columns[c]!} cell={cell} />}
                        <dl className="methods-numbers">
                          {measures.map(({ id, label: name, hint }) => (
                            <div key={id}>
                              <dt title={hint}>{name}</dt>
                              <dd>{shown(cell.numbers[id])}</dd>
                            </div>
                          ))}
                        </dl>
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              Mean of {rows.length} {rows.length === 1 ? 'image' : 'images'}
              <span className="quiet">{means[0]?.insertion.units ?? 0} independent</span>
            </th>
            {columns.map(({ id: column }, c) => (
              <td key={column}>
                <dl className="methods-numbers">
                  {measures.map(({ id, label, hint }) => (
                    <div key={id}>
                      <dt title={hint}>{label}</dt>
                      <dd>{meanWords(means[c]?.[id], rows.length)}</dd>
                    </div>
                  ))}
                </dl>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
});

interface TableCellProps extends CellView {
  /** The accessible name. */
  readonly label: string;
}

/** One picture of the table. */
function TableCell({ label, pixels, size, map, region }: TableCellProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const restored = useCanvasRestored(ref);
  const { opacity, colormap, interpolation } = useApp((state) => state.display);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas that was given back is drawn again
  useEffect(() => {
    if (ref.current)
      drawCell(ref.current, { pixels, size, map, region }, { opacity, colormap, interpolation });
  }, [pixels, size, map, region, opacity, colormap, interpolation, restored]);
  return <canvas ref={ref} className="methods-picture" role="img" aria-label={label} />;
}

/** Of a classifier's map: the class, and its probability where that is what judges the map. */
function ClassOf({ of, cell }: { readonly of: Column; readonly cell: Cell }) {
  return (
    <span className="quiet">
      class: {cell.target}
      {isJudgedByClass(of) && `, probability ${shown(cell.score)}`}
    </span>
  );
}
