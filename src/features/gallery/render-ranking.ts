import { AGAINST } from '../../app/against/against.ts';
import { citationOf } from '../../app/citation-of.ts';
import type { Gallery } from '../../app/collection/gallery.ts';
import { smallMapSettings } from '../../app/collection/pair-maps.ts';
import { classOf, picturePath, type SetPicture } from '../../app/collection/picture-set.ts';
import type { MapData, Settings } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import type { Extent } from '../../core/extent.ts';
import { METHODS } from '../../core/methods/index.ts';
import { SMOOTHING } from '../../core/methods/smoothing-facts.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { layerCard, modelCard } from '../../core/models/index.ts';
import { seenOf } from '../../core/resize/fit.ts';
import { breakLines } from '../../ui/export/break-lines.ts';
import { fitText } from '../../ui/export/fit-text.ts';
import { exactNumber } from '../../ui/result/plain-decimal.ts';
import { coloringOf } from '../../ui/stage/map-coloring.ts';
import { MapLayer } from '../../ui/stage/map-layer.ts';

/** Hits in the figure. */
const HITS = 6;
/** Canvas pixels a layout pixel: figures are printed and zoomed. */
const SCALE = 2;
const CELL = 180;
const GAP = 14;
const MARGIN = 24;
const TEXT = 44;
const FONT = 'system-ui, sans-serif';
const RIGHT = '#1a7f37';
const WRONG = '#b42318';

/**
 * The figure that retrieval papers print: a query and its first hits, each with its map over it on one scale, framed
 * by whether it is of the query's class where that is known. On white, at 2×, with a caption that says what it is.
 *
 * @throws AppError where a map cannot be made; Error when the browser cannot make a PNG.
 */
export async function renderRanking(gallery: Gallery, settings: Settings): Promise<Blob> {
  const { pictures, query, made } = gallery.state.getState();
  if (!query) throw new Error('No picture has been asked for.');
  const asked = pictures[query.index]!;
  const hits = query.hits.slice(0, HITS).map(({ index, score }) => ({ picture: pictures[index]!, score }));
  const change: Partial<Settings> = {
    ...(made && { model: made.model, size: made.size, fit: made.fit }),
    ...(query.from === null && { metric: query.metric }),
  };
  const drawn = smallMapSettings(settings, change);
  const signal = new AbortController().signal;
  const maps: MapData[] = [];
  for (const { picture } of hits) {
    const map = await gallery.maps.map({ of: picture, by: asked, change }, signal);
    if (map) maps.push(map);
  }
  const coloring = coloringOf(
    maps.map(({ data }) => data),
    'viridis',
  );
  const width = 2 * MARGIN + (hits.length + 1) * CELL + hits.length * GAP;
  const probe = new OffscreenCanvas(1, 1).getContext('2d')!;
  probe.font = `13px ${FONT}`;
  const caption = breakLines(probe, captionOf(asked, drawn, query.from, coloring.range), width - 2 * MARGIN);
  const height = 2 * MARGIN + CELL + TEXT + caption.length * 18;
  const canvas = new OffscreenCanvas(width * SCALE, height * SCALE);
  const context = canvas.getContext('2d')!;
  context.scale(SCALE, SCALE);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  const place = (order: number) => ({ x: MARGIN + order * (CELL + GAP), y: MARGIN });
  const label = (order: number, first: string, second: string) => {
    const { x, y } = place(order);
    context.fillStyle = '#111';
    context.font = `13px ${FONT}`;
    context.fillText(fitText(context, first, CELL), x, y + CELL + 20);
    context.fillStyle = '#555';
    context.fillText(fitText(context, second, CELL), x, y + CELL + 37);
  };
  await drawPicture(context, asked, place(0), '#111', null, drawn);
  label(0, 'Query', asked.name);
  for (const [i, { picture, score }] of hits.entries()) {
    const [own, other] = [classOf(asked), classOf(picture)];
    const frame = own === '' || other === '' ? '#bbb' : own === other ? RIGHT : WRONG;
    const map = maps[i];
    const layer = map && new MapLayer().bitmap(map, coloring, [CELL, CELL], true);
    await drawPicture(context, picture, place(i + 1), frame, layer ?? null, drawn);
    label(i + 1, `${i + 1}: ${Number.isFinite(score) ? exactNumber(score) : '–'}`, picture.name);
  }
  context.fillStyle = '#222';
  context.font = `13px ${FONT}`;
  caption.forEach((line, i) => {
    context.fillText(line, MARGIN, MARGIN + CELL + TEXT + 18 + i * 18);
  });
  return canvas.convertToBlob({ type: 'image/png' });
}

async function drawPicture(
  context: OffscreenCanvasRenderingContext2D,
  picture: SetPicture,
  { x, y }: { readonly x: number; readonly y: number },
  frame: string,
  layer: HTMLCanvasElement | null,
  { fit, size }: { readonly fit: Settings['fit']; readonly size: Extent },
): Promise<void> {
  const bitmap = await createImageBitmap(await picture.blob());
  const scale = CELL / Math.max(bitmap.width, bitmap.height);
  const [w, h] = [bitmap.width * scale, bitmap.height * scale];
  const [left, top] = [x + (CELL - w) / 2, y + (CELL - h) / 2];
  context.save();
  context.beginPath();
  context.rect(left, top, w, h);
  context.clip();
  context.drawImage(bitmap, left, top, w, h);
  if (layer) {
    const seen = seenOf(fit, bitmap.width, bitmap.height, size);
    context.globalAlpha = 0.55;
    context.drawImage(
      layer,
      left + seen.x * scale,
      top + seen.y * scale,
      seen.width * scale,
      seen.height * scale,
    );
  }
  context.restore();
  bitmap.close();
  context.strokeStyle = frame;
  context.lineWidth = 3;
  context.strokeRect(left - 2, top - 2, w + 4, h + 4);
}

function captionOf(
  asked: SetPicture,
  settings: Settings,
  from: string | null,
  range: { readonly low: number; readonly high: number },
): string {
  const { model, method, reading, metric, layer, scope, against, smooth } = settings;
  const { label, uses } = METHODS[method];
  return [
    `The nearest images to ${picturePath(asked)}, `,
    from === null
      ? `by the ${METRICS[metric].label.toLowerCase()} similarity of the embeddings`
      : `as ranked by ${from}`,
    `. Over each hit its map: ${label}${uses.reading ? `, CIS reading “${READINGS[reading].label}”` : ''}, explained by the query`,
    against === 'none' ? '' : ` (against: ${AGAINST[against].label.toLowerCase()})`,
    `, ${scope === 'final' ? 'final similarity' : 'similarity of this layer'}, ${METRICS[metric].label.toLowerCase()}, at ${layerCard(model, layer).label} of ${modelCard(model).label}`,
    `; one scale from ${exactNumber(range.low)} to ${exactNumber(range.high)}.`,
    classOf(asked) === '' ? '' : ' Green frames: of the query’s class; red: of another.',
    smooth ? ` ${SMOOTHING.summary}` : '',
    ` Made with semblance. ${citationOf(settings)}`,
  ].join('');
}
