import { manifest } from '../../app/export-data.ts';
import type { Exportable } from '../../app/exports.ts';
import { previewOf } from '../../app/image-cache.ts';
import { explainedByItself } from '../../app/inspect/same-for-network.ts';
import { explanationIn, picturesIn } from '../../app/result.ts';
import { type Display, SLOTS, type Slot } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { exactNumber, plainDecimal } from '../result/plain-decimal.ts';
import { explainedWords } from '../result/result-sentence.ts';
import { drawPane } from '../stage/draw-pane.ts';
import { legendTitle } from '../stage/legend-title.ts';
import { type MapColoring, mapColoring } from '../stage/map-coloring.ts';
import { paneWords } from '../stage/pane-words.ts';
import { resultView } from '../stage/result-view.ts';
import { scaleSense } from '../stage/scale-sense.ts';
import { onOneScale, shownScale } from '../stage/shown-scale.ts';
import type { ResultView } from '../stage/views.ts';
import { drawLegend } from './draw-legend.ts';
import { figureCaption } from './figure-caption.ts';
import { figureHeading } from './figure-heading.ts';
import { type Report, reportHtml } from './report-html.ts';

/** Long side of a picture in the report, pixels: a small one is enlarged, or its map would be a blur of few. */
const SIDE = { least: 640, most: 1024 };
const LEGEND = { width: 900, height: 44 };
/** Canvas pixels a layout pixel of the legend, for sharp numbers. */
const SCALE = 2;

/** The result as one HTML file: both images raw and with their maps, scale, numbers, settings, citation. */
export async function renderReport({ state, result, firstLook, link }: Exportable): Promise<Blob> {
  const { display } = state;
  const pictures = picturesIn(result);
  const view = (slot: Slot) => resultView(explanationIn(result, slot), display.showing);
  const coloring = (slot: Slot) => mapColoring({ display, result }, view(slot));
  const context = { identical: explainedByItself(result), sign: display.sign };
  const { what, drawn: how, made } = figureCaption(result, display);

  const images = await Promise.all(
    SLOTS.flatMap((slot) => {
      const { of, inputSentence } = explanationIn(result, slot);
      const { name, width, height } = of;
      const letter = slot.toUpperCase();
      return [
        picture(`${letter}: ${name}, ${width}×${height}`, `Image ${letter}`, view(slot), coloring(slot), 0),
        picture(
          `${figureHeading(view(slot), slot)}; the network saw it ${inputSentence}`,
          paneWords(view(slot), slot, context),
          view(slot),
          coloring(slot),
          display.opacity,
          display.interpolation,
        ),
      ];
    }),
  );
  const { showing } = display;
  const shared = onOneScale({ result, display }, showing);
  const legends = await Promise.all(
    (shared ? (['a'] as const) : SLOTS).map((slot) => {
      const { extent } = shownScale({ result, display }, explanationIn(result, slot), showing);
      const { unit, ends } = scaleSense(result, view(slot).method);
      const name = legendTitle(view(slot), coloring(slot).sign, shared ? null : slot);
      const words = `${name}: ${exactNumber(extent.low)} to ${exactNumber(extent.high)}; unit: ${unit}`;
      const size = { width: LEGEND.width * SCALE, height: LEGEND.height * SCALE };
      return drawn(words, words, size, 'image/png', (context) => {
        context.scale(SCALE, SCALE);
        const at = { x: 0, y: 8, width: LEGEND.width };
        drawLegend(context, at, coloring(slot), extent, ends);
      });
    }),
  );
  const html = reportHtml({
    title: `semblance: ${pictures.map(({ name }) => name).join(' and ')}`,
    summary: `${what} ${how}`,
    images,
    legends,
    tables: [
      {
        title: 'Numbers',
        rows: [
          ['Final similarity', plainDecimal(result.finalScore.similarity)],
          ['Final distance', plainDecimal(result.finalScore.distance)],
          ['This layer’s similarity', plainDecimal(result.layerScore.similarity)],
          ['This layer’s distance', plainDecimal(result.layerScore.distance)],
          // Each image has one of its own, but for the plain pair.
          ...(result.settings.against === 'none' ? (['a'] as const) : SLOTS).map((slot): [string, string] => [
            `Objective${result.settings.against === 'none' ? '' : ` of ${slot.toUpperCase()}`} (${explainedWords(result)})`,
            plainDecimal(explanationIn(result, slot).objective[result.settings.scope]),
          ]),
        ],
      },
      { title: 'How to make it again', rows: rows({ ...manifest(result), firstLook }) },
    ],
    notes: [
      ...(firstLook
        ? [
            `At first sight: ${[`${firstLook.title}.`, firstLook.words, firstLook.corners ?? []].flat().join(' ')}`,
          ]
        : []),
      ...made,
      ...(state.classes?.made?.result === result ? state.classes.made.notes : []),
      ...(METHODS[result.settings.method].uses.reading
        ? ['The readings of CIS are readings of the abstract of the SFAM paper.']
        : []),
      `${pictures.every(({ origin }) => origin.kind === 'sample') ? 'The same view' : 'The same settings; images of one’s own do not travel in a link'}: ${link}`,
    ],
  });
  return new Blob([html], { type: 'text/html' });
}

/** A manifest as table rows; nested entries are named with dots. */
function rows(entries: object, prefix = ''): (readonly [string, string])[] {
  return Object.entries(entries).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !isList(value)
      ? rows(value, `${prefix}${key}.`)
      : [[prefix + key, isList(value) ? value.join('×') : String(value)] as const],
  );
}

/** A picture with its map at this opacity; 0 leaves the map away. */
function picture(
  title: string,
  words: string,
  view: ResultView,
  coloring: MapColoring,
  opacity: number,
  interpolation: Display['interpolation'] = 'smooth',
): Promise<Report['images'][number]> {
  const { width, height } = view.picture;
  const long = Math.max(width, height);
  const scale = Math.min(SIDE.most, Math.max(SIDE.least, long)) / long;
  // A picture of a pixel would show no map at all.
  const frame = {
    x: 0,
    y: 0,
    width: Math.max(64, Math.round(width * scale)),
    height: Math.max(64, Math.round(height * scale)),
  };
  return drawn(title, words, frame, 'image/jpeg', (context) => {
    const preview = previewOf(view.picture.id);
    if (opacity > 0) drawPane(context, frame, view, coloring, { opacity, interpolation });
    else if (preview) context.drawImage(preview, 0, 0, frame.width, frame.height);
  });
}

async function drawn(
  title: string,
  words: string,
  { width, height }: { readonly width: number; readonly height: number },
  type: 'image/jpeg' | 'image/png',
  draw: (context: OffscreenCanvasRenderingContext2D) => void,
): Promise<Report['images'][number]> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  draw(context);
  const blob = await canvas.convertToBlob({ type, quality: 0.92 });
  return { title, words, uri: await dataUri(blob) };
}

function dataUri(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error('the picture could not be read back'));
    reader.readAsDataURL(blob);
  });
}

/** Of numbers or words, such as a shape. */
const isList = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object');
