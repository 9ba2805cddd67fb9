import { pairOf, picturesIn } from '../../app/result.ts';
import type { Display, Result } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { breakLines } from '../../ui/export/break-lines.ts';
import { drawLegend } from '../../ui/export/draw-legend.ts';
import { figureCaption } from '../../ui/export/figure-caption.ts';
import { drawPane } from '../../ui/stage/draw-pane.ts';
import { frameRatio } from '../../ui/stage/geometry.ts';
import { pairColoring } from '../../ui/stage/pair-coloring.ts';
import { scaleSense } from '../../ui/stage/scale-sense.ts';
import { agreementWords } from './agreement-words.ts';
import type { ComparisonSoFar, Entry } from './comparison.ts';
import { memberNote } from './member-note.ts';

const SCALE = 2;
const PANE = 250;
const GAP = 8;
const CARD = 2 * PANE + GAP;
const SPACE = 32;
const MARGIN = 28;
const FONT = 'system-ui, sans-serif';
/** Title above the panes; legend, whose ends may take two lines, and up to three lines of words below. */
const HEAD = 26;
const FOOT = 142;

/**
 * A comparison as one picture at 2×, always on white: every finished member with both maps on a scale of its own
 * and its correlations, and a caption that says of which result they are variations.
 *
 * @throws Error when nothing is finished, or the browser cannot make a PNG.
 */
export async function renderComparison(display: Display, { base, entries }: ComparisonSoFar): Promise<Blob> {
  const done = entries.filter((entry) => entry.result !== null);
  if (done.length === 0) throw new Error('no map is finished yet');
  const columns = Math.min(3, done.length === 4 ? 2 : done.length);
  const paneHeight = PANE / frameRatio(picturesIn(base), base.settings);
  const cardHeight = HEAD + paneHeight + FOOT;
  const rows = Math.ceil(done.length / columns);
  const width = 2 * MARGIN + columns * CARD + (columns - 1) * SPACE;
  const probe = new OffscreenCanvas(1, 1).getContext('2d')!;
  probe.font = `13px ${FONT}`;
  const caption = captionOf(base, display).flatMap((line) => breakLines(probe, line, width - 2 * MARGIN));
  const captionTop = MARGIN + rows * cardHeight;
  const canvas = new OffscreenCanvas(width * SCALE, (captionTop + caption.length * 20 + MARGIN) * SCALE);
  const context = canvas.getContext('2d')!;
  context.scale(SCALE, SCALE);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, canvas.height);
  done.forEach((entry, index) => {
    const x = MARGIN + (index % columns) * (CARD + SPACE);
    const y = MARGIN + Math.floor(index / columns) * cardHeight;
    drawCard(context, { x, y, paneHeight }, entry, base, display);
  });
  context.fillStyle = '#222';
  context.font = `13px ${FONT}`;
  caption.forEach((line, i) => {
    context.fillText(line, MARGIN, captionTop + 16 + i * 20);
  });
  return canvas.convertToBlob({ type: 'image/png' });
}

function captionOf(base: Result, display: Display): string[] {
  // Members are drawn with their maps and both signs, whatever the stage shows.
  const { what, made } = figureCaption(base, { ...display, showing: 'map' });
  return [`Variations of one result. On the stage: ${what}`, ...made];
}

function drawCard(
  context: OffscreenCanvasRenderingContext2D,
  { x, y, paneHeight }: { readonly x: number; readonly y: number; readonly paneHeight: number },
  { member, result }: Entry,
  base: Result,
  display: Display,
): void {
  if (!result) return;
  const title = `${member.label} — ${memberNote(member, base).toLowerCase()}`;
  context.fillStyle = '#111';
  context.font = `600 15px ${FONT}`;
  context.fillText(title, x, y + 14, CARD);
  const { coloring, extent } = pairColoring(
    pairOf(result).map(({ map }) => map),
    display.colormap,
  );
  pairOf(result).forEach(({ of: picture, map }, index) => {
    const frame = { x: x + index * (PANE + GAP), y: y + HEAD, width: PANE, height: paneHeight };
    const { fit, size } = result.settings;
    const view = { picture, fit, size, map };
    drawPane(context, frame, view, coloring, {
      opacity: display.opacity,
      interpolation: display.interpolation,
    });
  });
  const top = y + HEAD + paneHeight + 10;
  const { ends } = scaleSense(result, METHODS[member.settings.method]);
  drawLegend(context, { x, y: top, width: CARD }, coloring, extent, ends);
  context.fillStyle = '#444';
  context.font = `13px ${FONT}`;
  agreementWords(result, base).forEach((line, i) => {
    context.fillText(line, x, top + 66 + i * 18, CARD);
  });
}
