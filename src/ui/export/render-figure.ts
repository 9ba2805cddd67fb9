import type { Exportable } from '../../app/exports.ts';
import { explanationIn, picturesIn } from '../../app/result.ts';
import { SLOTS } from '../../app/state.ts';
import { drawPane } from '../stage/draw-pane.ts';
import { frameRatio } from '../stage/geometry.ts';
import { resultView } from '../stage/result-view.ts';
import { scaleSense } from '../stage/scale-sense.ts';
import { onOneScale, shownScale } from '../stage/shown-scale.ts';
import { breakLines } from './break-lines.ts';
import { drawLegend } from './draw-legend.ts';
import { figureCaption } from './figure-caption.ts';
import { figureHeading } from './figure-heading.ts';
import { fitText } from './fit-text.ts';

/** Canvas pixels a layout pixel: figures are printed and zoomed. */
const SCALE = 2;
const PANE = 560;
const MARGIN = 28;
const GAP = 24;
const WIDTH = 2 * PANE + GAP + 2 * MARGIN;
const FONT = 'system-ui, sans-serif';

/**
 * The result as one picture at 2×: both images with their maps, the legend with its numbers, and a caption that
 * says how to make it again. Always on white, whatever the page's theme: it goes into papers.
 *
 * @throws Error when the browser cannot make a PNG.
 */
export async function renderFigure({ state, result }: Exportable): Promise<Blob> {
  const height = PANE / frameRatio(picturesIn(result), result.settings);
  const probe = new OffscreenCanvas(1, 1).getContext('2d')!;
  probe.font = `13px ${FONT}`;
  const { display } = state;
  const { what, drawn, made } = figureCaption(result, display);
  const caption = [`${what} ${drawn}`, ...made].flatMap((line) =>
    breakLines(probe, line, WIDTH - 2 * MARGIN),
  );
  const legendTop = MARGIN + 26 + height + 16;
  const { showing } = display;
  const shared = onOneScale({ result, display }, showing);
  const captionTop = legendTop + 64;
  const canvas = new OffscreenCanvas(WIDTH * SCALE, (captionTop + caption.length * 20 + MARGIN - 6) * SCALE);
  const context = canvas.getContext('2d')!;
  context.scale(SCALE, SCALE);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);

  for (const slot of SLOTS) {
    const left = MARGIN + (slot === 'a' ? 0 : PANE + GAP);
    const explanation = explanationIn(result, slot);
    const view = resultView(explanation, display.showing);
    const { coloring, extent } = shownScale({ display, result }, explanation, showing);
    heading(context, figureHeading(view, slot), view.picture.name, left);
    drawPane(context, { x: left, y: MARGIN + 26, width: PANE, height }, view, coloring, {
      opacity: display.opacity,
      interpolation: display.interpolation,
    });
    const bar = { x: shared ? MARGIN : left, y: legendTop, width: shared ? WIDTH - 2 * MARGIN : PANE };
    if (!shared || slot === 'a')
      drawLegend(context, bar, coloring, extent, scaleSense(result, view.method).ends);
  }
  context.fillStyle = '#222';
  context.font = `13px ${FONT}`;
  caption.forEach((line, i) => {
    context.fillText(line, MARGIN, captionTop + 14 + i * 20);
  });
  return canvas.convertToBlob({ type: 'image/png' });
}

function heading(
  context: OffscreenCanvasRenderingContext2D,
  title: string,
  name: string,
  left: number,
): void {
  context.fillStyle = '#111';
  context.font = `600 15px ${FONT}`;
  context.fillText(title, left, MARGIN + 14);
  const offset = context.measureText(title).width + 12;
  context.fillStyle = '#666';
  context.font = `13px ${FONT}`;
  context.fillText(fitText(context, name, PANE - offset), left + offset, MARGIN + 14);
}
