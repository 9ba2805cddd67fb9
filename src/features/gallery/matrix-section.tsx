import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { matrixCsv } from '../../app/collection/gallery-exports.ts';
import { MATRIX_EACH, type Matrices } from '../../app/collection/gallery-scores.ts';
import { classOf, picturePath, type SetPicture } from '../../app/collection/picture-set.ts';
import { download, fileName } from '../../app/download.ts';
import { colorize } from '../../core/colorize.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { useCanvasRestored } from '../../ui/hooks/use-canvas-restored.ts';
import { plainDecimal } from '../../ui/result/plain-decimal.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { LegendBar } from '../../ui/stage/legend-bar.tsx';
import { coloringOf } from '../../ui/stage/map-coloring.ts';
import { useStage } from './use-stage.ts';

/** Names up to which the table holds every cell; of more, the row of the cell that is looked at. */
const WHOLE = 20;
const KINDS = [
  { id: 'classes', label: 'Classes' },
  { id: 'images', label: 'Pictures' },
] as const;

interface Props {
  readonly matrices: Matrices;
  readonly metric: MetricId;
  /** The picture of a row of the table of vectors. */
  readonly picture: (row: number) => SetPicture;
}

/** How similar every two classes are on average, or every two pictures where there are few. */
export function MatrixSection({ matrices, metric, picture }: Props) {
  const [kind, setKind] = useState<'classes' | 'images'>('classes');
  const toStage = useStage();
  const { classes, images } = matrices;
  const pictures = kind === 'images' && images ? images.rows.map(picture) : null;
  const names = pictures ? pictures.map(picturePath) : classes.names;
  const values = pictures && images ? images.values : classes.values;
  return (
    <section className="matrix" aria-labelledby="matrix-title">
      <h4 id="matrix-title">Similarity matrix</h4>
      {images && <RadioField label="Rows and columns" value={kind} choices={KINDS} onChoose={setKind} />}
      <p className="hint">
        {pictures
          ? `The ${METRICS[metric].label.toLowerCase()} similarity of every two pictures, in the order of their classes. Enter, or a click, puts the two on the stage.`
          : `The mean ${METRICS[metric].label.toLowerCase()} similarity of pairs, one picture of each class; on the diagonal, of two different pictures of the class.${classes.of > classes.names.length ? ` The ${classes.names.length} largest of ${classes.of} classes.` : ''} Of a class with more than ${MATRIX_EACH} pictures, ${MATRIX_EACH} drawn with a fixed seed.`}
      </p>
      <Heat
        key={kind}
        names={names}
        values={values}
        onOpen={
          pictures ? (i, j) => void toStage([pictures[i]!, pictures[j]!], { metric, against: 'none' }) : null
        }
        title={pictures ? 'Similarity' : 'Mean similarity'}
        classOfRow={(i) => (pictures ? classOf(pictures[i]!) : '')}
      />
      <button
        type="button"
        className="button small"
        onClick={() => download(matrixCsv(names, values), fileName([metric, kind, 'matrix'], 'csv'))}
      >
        Export matrix (CSV)
      </button>
      {!pictures && <ClassRows names={names} values={values} />}
    </section>
  );
}

interface HeatProps {
  readonly names: readonly string[];
  /** `[n, n]`. */
  readonly values: Float64Array;
  readonly title: string;
  readonly onOpen: ((row: number, column: number) => void) | null;
  readonly classOfRow: (row: number) => string;
}

/** The numbers as colours, one cell of them in words. One tab stop; arrow keys go from cell to cell. */
function Heat({ names, values, title, onOpen, classOfRow }: HeatProps) {
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const restored = useCanvasRestored(canvas);
  const [[row, column], setCell] = useState<readonly [number, number]>([0, 0]);
  const n = names.length;
  const { data, coloring, extent } = useMemo(() => {
    const numbers = Float32Array.from(values);
    const defined = numbers.filter(Number.isFinite);
    const [low, high] = [defined.reduce(least, Infinity), defined.reduce(most, -Infinity)];
    return { data: numbers, coloring: coloringOf([numbers], 'viridis'), extent: { low, high } };
  }, [values]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas that was given back is drawn again
  useEffect(() => {
    const image = new ImageData(colorize(data, coloring.range, coloring.sign, coloring.colormap), n, n);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [data, coloring, n, restored]);

  const words = (i: number, j: number) => {
    const value = values[i * n + j]!;
    return Number.isNaN(value) ? 'not defined' : plainDecimal(value);
  };
  const keep = (at: number) => Math.max(0, Math.min(n - 1, at));
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter') onOpen?.(row, column);
    else if (event.key === 'Home') setCell([row, 0]);
    else if (event.key === 'End') setCell([row, n - 1]);
    else if (step) setCell([keep(row + step[0]), keep(column + step[1])]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const cellAt = ({ currentTarget, clientX, clientY }: PointerEvent): readonly [number, number] => {
    const box = currentTarget.getBoundingClientRect();
    return [
      keep(Math.floor(((clientY - box.top) / box.height) * n)),
      keep(Math.floor(((clientX - box.left) / box.width) * n)),
    ];
  };
  const side = 100 / n;
  return (
    <>
      <div className="matrix-frame">
        <canvas ref={canvas} width={n} height={n} />
        <div
          className="matrix-keys"
          role="listbox"
          aria-label={title}
          aria-activedescendant={`${id}-cell`}
          tabIndex={0}
          onKeyDown={move}
          onPointerMove={(event) => setCell(cellAt(event))}
          onPointerDown={(event) => setCell(cellAt(event))}
          onClick={() => onOpen?.(row, column)}
        >
          <div
            id={`${id}-cell`}
            className="sr-only"
            role="option"
            tabIndex={-1}
            aria-selected={true}
            aria-posinset={row * n + column + 1}
            aria-setsize={n * n}
          >
            {`${names[row]} and ${names[column]}: ${words(row, column)}`}
          </div>
        </div>
        <div
          className="matrix-cell"
          style={{
            left: `${column * side}%`,
            top: `${row * side}%`,
            width: `${side}%`,
            height: `${side}%`,
          }}
        />
      </div>
      <p className="plot-name">{`${names[row]} and ${names[column]}: ${words(row, column)}`}</p>
      {Number.isFinite(extent.low) && (
        <LegendBar title={title} coloring={coloring} extent={extent} words={null} />
      )}
      <details>
        <summary>
          {n <= WHOLE ? 'The same as a table' : `The same as a table: the row of ${names[row]}`}
        </summary>
        <div className="table-scroll">
          {n <= WHOLE ? (
            <table className="data-table">
              <thead>
                <tr>
                  <td />
                  {names.map((name) => (
                    <th key={name} scope="col" className="number">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {names.map((name, i) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {names.map((other, j) => (
                      <td key={other} className="number">
                        {words(i, j)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          ) : (
            <table className="data-table">
              <thead>
                <tr>
                  <th scope="col">{`Beside ${names[row]}`}</th>
                  <th scope="col" className="number">
                    {title}
                  </th>
                </tr>
              </thead>
              <tbody>
                {names.map((name, j) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td className="number">
                      {words(row, j)}
                      {classOfRow(j) !== '' && classOfRow(j) === classOfRow(row) ? ' (same class)' : ''}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </details>
    </>
  );
}

/** What each class is to itself, and to the class it is most easily taken for; the least set apart come first. */
function ClassRows({ names, values }: Pick<HeatProps, 'names' | 'values'>) {
  const n = names.length;
  const rows = names
    .map((name, i) => {
      const own = values[i * n + i]!;
      let nearest = -1;
      for (let j = 0; j < n; j++)
        if (j !== i && (nearest < 0 || values[i * n + j]! > values[i * n + nearest]!)) nearest = j;
      const other = nearest < 0 ? Number.NaN : values[i * n + nearest]!;
      return { name, own, nearest: names[nearest] ?? '–', other, margin: own - other };
    })
    .sort((a, b) => (a.margin || 0) - (b.margin || 0));
  const number = (value: number) => (Number.isNaN(value) ? '–' : showNumber(value));
  return (
    <details>
      <summary>{`How far apart each of the ${n} classes is`}</summary>
      <div className="table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" className="number">
                Within
              </th>
              <th scope="col">Most similar other class</th>
              <th scope="col" className="number">
                To it
              </th>
              <th scope="col" className="number">
                Difference
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, own, nearest, other, margin }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="number">{number(own)}</td>
                <td>{nearest}</td>
                <td className="number">{number(other)}</td>
                <td className="number">{number(margin)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const STEPS: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};
const least = (a: number, b: number) => Math.min(a, b);
const most = (a: number, b: number) => Math.max(a, b);
