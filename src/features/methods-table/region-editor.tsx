import { type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import type { SourceRectangle } from '../../core/resize/fit.ts';
import { drawCell } from './draw-cell.ts';
import { insideBox, within } from './regions.ts';
import { type DoneRow, DRAWN, type TableRun } from './table-run.ts';
import { useTableLab } from './use-table.ts';

const NAMES = { x: 'Left', y: 'Top', width: 'Width', height: 'Height' } as const;

/** A box drawn on what the network saw of one image of the table, by pointer or in numbers. */
export function RegionEditor({ run }: { readonly run: TableRun }) {
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const pictures = [...new Map(run.rows.slice(0, DRAWN).map((done) => [done.row.of.id, done])).values()];
  const done = pictures.find(({ row }) => row.of.id === chosen) ?? pictures[0];
  return (
    <details className="methods-region">
      <summary>Draw a box around the object</summary>
      <div className="field">
        <label htmlFor={`${id}-image`}>Image to draw on</label>
        <select id={`${id}-image`} value={done?.row.of.id} onChange={({ target }) => setChosen(target.value)}>
          {pictures.map(({ row }) => (
            <option key={row.of.id} value={row.of.id}>
              {row.of.name}
            </option>
          ))}
        </select>
      </div>
      {done && <BoxEditor key={done.row.of.id} done={done} run={run} />}
    </details>
  );
}

function BoxEditor({ done, run }: { readonly done: DoneRow; readonly run: TableRun }) {
  const lab = useTableLab();
  const canvas = useRef<HTMLCanvasElement>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const { size } = run.settings;
  const [height, width] = size;
  const [box, setBox] = useState<SourceRectangle>(() => {
    const inset = (length: number) => Math.round(length / 4);
    return { x: inset(width), y: inset(height), width: inset(2 * width), height: inset(2 * height) };
  });
  /** What the pointer spans while it is down. */
  const [spanned, setSpanned] = useState<SourceRectangle | null>(null);
  const { pixels, region } = done;
  useEffect(() => {
    if (!canvas.current) return;
    const inside = spanned && insideBox(spanned, size);
    drawCell(
      canvas.current,
      { pixels, size, map: null, region: inside ? { inside, from: 'drawn' } : region },
      { opacity: 0, colormap: 'viridis', interpolation: 'cells' },
    );
  }, [pixels, region, size, spanned]);

  const use = (next: SourceRectangle) => {
    const whole = within(next, size);
    if (!whole) return;
    setBox(whole);
    void lab.draw(done.row.of, run.settings, whole);
  };
  const pointAt = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>) => {
    const frame = currentTarget.getBoundingClientRect();
    return {
      x: ((clientX - frame.left) / frame.width) * width,
      y: ((clientY - frame.top) / frame.height) * height,
    };
  };
  const span = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!from.current) return null;
    const [start, end] = [from.current, pointAt(event)];
    const [x, y] = [Math.min(start.x, end.x), Math.min(start.y, end.y)];
    return within({ x, y, width: Math.abs(end.x - start.x), height: Math.abs(end.y - start.y) }, size);
  };
  const letGo = () => {
    from.current = null;
    setSpanned(null);
  };
  return (
    <>
      <canvas
        ref={canvas}
        className="methods-surface"
        role="img"
        aria-label={`${done.row.of.name}, as the network saw it`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = pointAt(event);
        }}
        onPointerMove={(event) => {
          if (from.current) setSpanned(span(event));
        }}
        onPointerUp={(event) => {
          const found = span(event);
          letGo();
          if (found) use(found);
        }}
        onPointerCancel={letGo}
      />
      <form
        className="methods-box"
        onSubmit={(event) => {
          event.preventDefault();
          use(box);
        }}
      >
        {(['x', 'y', 'width', 'height'] as const).map((name) => (
          <label key={name}>
            {NAMES[name]}
            <input
              type="number"
              min={name === 'x' || name === 'y' ? 0 : 1}
              max={name === 'x' || name === 'width' ? width : height}
              value={box[name]}
              onChange={({ target }) => setBox({ ...box, [name]: Math.round(Number(target.value)) })}
            />
          </label>
        ))}
        <button type="submit" className="button small">
          Use this box
        </button>
        {region?.from === 'drawn' && (
          <button
            type="button"
            className="button small"
            onClick={() => void lab.draw(done.row.of, run.settings, null)}
          >
            Take it away
          </button>
        )}
      </form>
      <p className="hint">
        Drag over the picture, or type pixels of the network’s input ({width}×{height}). The pointing game and
        the energy inside follow at once.
      </p>
    </>
  );
}
