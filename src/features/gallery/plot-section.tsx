import { schemeTableau10 } from 'd3-scale-chromatic';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { classOf, picturePath, type SetPicture } from '../../app/collection/picture-set.ts';
import { type GalleryPlot, plotGallery } from '../../app/collection/plot-gallery.ts';
import { soFar } from '../../app/task.ts';
import { useApp } from '../../ui/app-context.ts';
import { useTask } from '../../ui/hooks/use-task.ts';
import { plainDecimal } from '../../ui/result/plain-decimal.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { PlotCanvas, type PlotView } from './plot-canvas.tsx';
import { TaskButtons } from './task-buttons.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Rows of the table that says the same. */
const ROWS = 200;
const WHOLE: PlotView = { scale: 1, x: 0.5, y: 0.5 };

/** All embeddings in a plane: what lies together there lies together for the network, by and large. */
export function PlotSection() {
  const gallery = useGallery();
  const pictures = useGalleryState((state) => state.pictures);
  const embedded = useGalleryState((state) => state.embedded);
  const made = useGalleryState((state) => state.made);
  const metric = useApp(({ settings }) => settings.metric);
  const [task, state] = useTask<{ readonly key: string; readonly plot: GalleryPlot }>();
  const found = soFar(state);
  const key = JSON.stringify([made, embedded, metric, pictures.length, pictures[0]?.id]);

  const start = () =>
    task.start(async ({ signal, report }) => {
      const plot = await plotGallery(gallery.vectors(), metric, signal, (now) => report(found, now));
      return { key, plot };
    }, found);
  return (
    <details className="gallery-plot">
      <summary>Plot of the embeddings</summary>
      <TaskButtons
        task={task}
        action={`Plot ${embedded} embeddings`}
        doing="Plotting"
        off={embedded < 3}
        work={{ kinds: [`plot ${embedded}`], units: embedded, words: `${embedded} embeddings` }}
        onStart={() => void start()}
      />
      {found?.key === key && <Plot plot={found.plot} pictures={pictures} />}
    </details>
  );
}

function Plot({ plot, pictures }: { readonly plot: GalleryPlot; readonly pictures: readonly SetPicture[] }) {
  const gallery = useGallery();
  const id = useId();
  const query = useGalleryState((state) => state.query);
  const [view, setView] = useState(WHOLE);
  const [chosen, setActive] = useState(0);
  const active = Math.min(chosen, plot.indices.length - 1);
  const classes = useMemo(
    () =>
      [...new Set(plot.indices.map((index) => classOf(pictures[index]!)))]
        .filter((name) => name !== '')
        .sort(),
    [plot, pictures],
  );
  const colours = useMemo(() => {
    const orders = new Map(classes.map((name, order) => [name, order]));
    return plot.indices.map((index) => {
      const order = orders.get(classOf(pictures[index]!)) ?? -1;
      return order < 0 ? GREY : schemeTableau10[order % schemeTableau10.length]!;
    });
  }, [plot, pictures, classes]);
  const scores = useMemo(() => new Map(query?.hits.map(({ index, score }) => [index, score])), [query]);
  const at = (point: number) => ({ x: plot.points[2 * point]!, y: plot.points[2 * point + 1]! });
  const zoom = (factor: number, { x, y } = at(active)) =>
    setView(({ scale }) => {
      const next = Math.max(1, Math.min(40, scale * factor));
      return next === 1 ? WHOLE : { scale: next, x, y };
    });
  const name = (point: number) => {
    const index = plot.indices[point]!;
    const picture = pictures[index]!;
    const score = scores.get(index);
    const said =
      index === query?.index
        ? ', the picture asked for'
        : score === undefined
          ? ''
          : `, similarity ${plainDecimal(score)} to ${pictures[query!.index]!.name}`;
    return `${picturePath(picture)}${said}`;
  };
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter' || event.key === ' ') gallery.ask(plot.indices[active]!);
    else if (event.key === '+' || event.key === '=') zoom(1.6);
    else if (event.key === '-') zoom(1 / 1.6);
    else if (event.key === 'Home') setActive(0);
    else if (event.key === 'End') setActive(plot.indices.length - 1);
    else if (step) {
      const next = towards(plot.points, active, step);
      setActive(next);
      if (view.scale > 1) setView({ ...view, ...at(next) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { epochs } = plot;
  return (
    <>
      <p className="hint">
        {plot.kind === 'umap'
          ? `The first ${plot.components} principal components (${showNumber(100 * plot.explained)} % of the variance), then UMAP, seeded. Near points are similar; distances between groups, and axes, mean nothing.`
          : 'The first two principal components: there are too few for UMAP.'}
        {plot.among > 0
          ? ` UMAP placed ${plot.indices.length - plot.among} of the ${plot.indices.length}, drawn with a fixed seed; each of the others lies among the three of those that are nearest to it.`
          : ''}
        {epochs.done < epochs.planned
          ? ` The time was up after ${epochs.done} of ${epochs.planned} rounds: another run may look a little different.`
          : ''}
        {' Arrow keys go from point to point, + and − zoom, Enter asks for the neighbours.'}
      </p>
      <div className="button-row">
        <button type="button" className="button small" onClick={() => zoom(1.6)}>
          Zoom in
        </button>
        <button type="button" className="button small" onClick={() => zoom(1 / 1.6)}>
          Zoom out
        </button>
        <button type="button" className="button small" onClick={() => setView(WHOLE)}>
          Whole plot
        </button>
      </div>
      <div className="plot-frame">
        <PlotCanvas
          points={plot.points}
          colours={colours}
          picture={(point) => pictures[plot.indices[point]!]!}
          view={view}
          active={active}
          onView={setView}
          onPick={(point) => {
            setActive(point);
            gallery.ask(plot.indices[point]!);
          }}
        />
        <div
          className="plot-keys"
          role="listbox"
          aria-label="Plot of the embeddings"
          tabIndex={0}
          aria-activedescendant={`${id}-active`}
          onKeyDown={move}
        >
          <div
            id={`${id}-active`}
            className="sr-only"
            role="option"
            tabIndex={-1}
            aria-selected={plot.indices[active] === query?.index}
            aria-posinset={active + 1}
            aria-setsize={plot.indices.length}
          >
            {name(active)}
          </div>
        </div>
      </div>
      <p className="plot-name">{name(active)}</p>
      {classes.length > 0 && (
        <ul className="plot-classes" aria-label="Classes">
          {classes.slice(0, 20).map((one, order) => (
            <li key={one}>
              <span style={{ background: schemeTableau10[order % schemeTableau10.length] }} />
              {one}
            </li>
          ))}
          {classes.length > schemeTableau10.length && (
            <li className="quiet">{`${classes.length} classes share ${schemeTableau10.length} colours`}</li>
          )}
        </ul>
      )}
      <details>
        <summary>The same as a table</summary>
        <div className="table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Picture</th>
                <th scope="col" className="number">
                  Across
                </th>
                <th scope="col" className="number">
                  Down
                </th>
                <th scope="col" className="number">
                  {query ? `Similarity to ${pictures[query.index]!.name}` : 'Similarity'}
                </th>
              </tr>
            </thead>
            <tbody>
              {plot.indices.slice(0, ROWS).map((index, point) => (
                <tr key={index}>
                  <th scope="row">{picturePath(pictures[index]!)}</th>
                  <td className="number">{coordinate(at(point).x)}</td>
                  <td className="number">{coordinate(at(point).y)}</td>
                  <td className="number">{scores.has(index) ? plainDecimal(scores.get(index)!) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {plot.indices.length > ROWS && (
          <p className="hint">{`The first ${ROWS} of ${plot.indices.length}.`}</p>
        )}
      </details>
    </>
  );
}

const GREY = '#8a8a8a';
const coordinate = (value: number) => value.toFixed(3).replace('-', '−');
const STEPS: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The nearest point in a direction, what lies off it counting twice; the same one where there is none. */
function towards(points: Float32Array, from: number, [dx, dy]: readonly [number, number]): number {
  const [x, y] = [points[2 * from]!, points[2 * from + 1]!];
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length / 2; i++) {
    const [u, v] = [points[2 * i]! - x, points[2 * i + 1]! - y];
    const along = u * dx + v * dy;
    const distance = Math.hypot(along, 2 * (u * dy - v * dx));
    if (i === from || along <= 0 || distance >= least) continue;
    best = i;
    least = distance;
  }
  return best;
}
