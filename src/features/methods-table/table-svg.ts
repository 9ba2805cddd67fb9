import type { Display } from '../../app/state.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { layerCard, modelCard } from '../../core/models/index.ts';
import { escapeHtml } from '../../ui/export/escape-html.ts';
import { isJudgedByClass } from './columns.ts';
import { type CellView, drawCell } from './draw-cell.ts';
import { shown } from './shown.ts';
import { meanWords, tableMeans } from './table-means.ts';
import {
  classWords,
  DRAWN,
  drawnWords,
  MASKED_BY,
  MEASURES,
  type Numbers,
  type TableRun,
} from './table-run.ts';

/** Side of a picture, gap, and height of a line of text; SVG units. */
const SIDE = 150;
const GAP = 8;
const LINE = 13;
/** Signs of the caption a line and a column's width. */
const SIGNS = 23;

/** The table as one SVG: pictures as PNGs within it, numbers as text. @param png a picture as a data URL. */
export function tableSvg(run: TableRun, png: (view: CellView) => string): string {
  const { columns, rows, settings } = run;
  const { size } = settings;
  const measures = MEASURES.filter(({ id }) =>
    rows.some(({ cells }) => cells.some(({ numbers }) => numbers[id] !== null)),
  );
  const lines = Math.ceil(measures.length / 2);
  const high = (SIDE * size[0]) / size[1];
  const ofClass = columns.some(({ kind }) => kind === 'class');
  const step = { x: SIDE + GAP, y: high + (lines + (ofClass ? 2 : 1)) * LINE + GAP };
  const top = 2 * LINE + GAP;
  const width = GAP + (columns.length + 1) * step.x;
  const parts: string[] = [];
  const text = (x: number, y: number, words: string, more = '') => {
    parts.push(`<text x="${x}" y="${y}"${more}>${escapeHtml(words)}</text>`);
  };
  const numbersAt = (x: number, y: number, show: (id: keyof Numbers) => string) => {
    for (const [i, { id, short }] of measures.entries())
      text(x + (i % 2) * (SIDE / 2), y + Math.floor(i / 2) * LINE, `${short} ${show(id)}`);
  };

  text(GAP, LINE + GAP, 'Image', ' font-weight="600"');
  columns.forEach(({ label }, c) => {
    for (const [i, words] of broken(label, SIGNS).entries())
      text(GAP + (c + 1) * step.x, LINE + GAP + i * LINE, words, ' font-weight="600"');
  });
  rows.slice(0, DRAWN).forEach(({ row, pixels, region, score, cells }, r) => {
    const y = top + r * step.y;
    const picture = (x: number, view: CellView) =>
      parts.push(
        `<image x="${x}" y="${y}" width="${SIDE}" height="${high}" preserveAspectRatio="none" href="${png(view)}"/>`,
      );
    picture(GAP, { pixels, size, map: null, region });
    text(GAP, y + high + LINE, cut(row.of.name, SIGNS));
    text(GAP, y + high + 2 * LINE, cut(`with ${row.against[0]!.picture.name}`, SIGNS));
    text(GAP, y + high + 3 * LINE, `score ${shown(score)}`);
    cells.forEach((cell, c) => {
      const { map, numbers } = cell;
      const x = GAP + (c + 1) * step.x;
      picture(x, { pixels, size, map, region });
      numbersAt(x, y + high + LINE, (id) => shown(numbers[id]));
      if (cell.target === undefined) return;
      const probability = isJudgedByClass(columns[c]!) ? `, p ${shown(cell.score)}` : '';
      const name = cut(`class: ${cell.target}`, SIGNS - probability.length);
      text(x, y + high + (lines + 1) * LINE, name + probability);
    });
  });
  let y = top + Math.min(rows.length, DRAWN) * step.y + LINE;
  const means = tableMeans(run);
  text(GAP, y, `Mean of ${rows.length} images`, ' font-weight="600"');
  if (means[0]) text(GAP, y + LINE, `${means[0].insertion.units} independent`);
  measures.forEach(({ id, short }, m) => {
    means.forEach((mean, c) => {
      text(GAP + (c + 1) * step.x, y + m * LINE, `${short} ${meanWords(mean[id], rows.length)}`);
    });
  });
  y += (Math.max(measures.length, 2) + 1) * LINE;
  for (const sentence of captionOf(run))
    for (const words of broken(sentence, Math.floor(width / 5.6))) {
      text(GAP, y, words, ' fill="#444"');
      y += LINE;
    }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + GAP}" viewBox="0 0 ${width} ${y + GAP}" font-family="system-ui, sans-serif" font-size="10.5">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** What a reader needs to judge the table and to make it again. */
export function captionOf(run: TableRun): string[] {
  const { settings, columns, steps, engine, source } = run;
  const { model, layer, metric, scope } = settings;
  const rows = {
    stage: 'Each image is explained against the other.',
    pairs: 'Each image of a pair is explained against the other.',
    episode:
      'One episode: each query is explained against the image of its own class, held against those of the other classes.',
  }[source];
  const drawn = drawnWords(run);
  const cited = [...new Set(columns.map(({ citation }) => citation).filter(Boolean))];
  return [
    `Model ${modelCard(model).label} (weights ${engine.modelSha256.slice(0, 12)}), layer ${layerCard(model, layer).label}, ${METRICS[metric].label}; score: ${SCOPES[scope].words}. ${rows}${drawn ? ` ${drawn}` : ''}`,
    'Each map is drawn on a scale of its own, blue–red with white at zero where it has both signs: colours cannot be compared across maps.',
    `${MEASURES.map(({ short, label, better }) => `${short}: ${label.toLowerCase()}, ${better} is better`).join('; ')}. Curves of ${steps} steps. ${MASKED_BY}`,
    'Intervals: 95 %, photographs drawn again; none below 15 that are independent.',
    ...[classWords(columns) ?? []].flat(),
    `Made with semblance (${engine.backend}). ${cited.join(' ')}`,
  ];
}

/** A picture of the table as a PNG in a data URL. */
export function pngOf(
  display: Pick<Display, 'opacity' | 'colormap' | 'interpolation'>,
): (view: CellView) => string {
  const canvas = document.createElement('canvas');
  return (view) => {
    drawCell(canvas, view, display);
    return canvas.toDataURL('image/png');
  };
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Lines of at most so many signs, broken between words. */
function broken(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
