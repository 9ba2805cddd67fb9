import type { Resizer } from '../../core/resize/create-resizer.ts';
import { fitOf, type SourceRectangle } from '../../core/resize/fit.ts';
import { createFitted } from '../../core/resize/fitted.ts';
import type { Decoder, Levels } from '../api.ts';
import { drawable, surface } from '../bitmap/surface.ts';
import { explainFailure } from './explain-failure.ts';
import { makePreview } from './make-preview.ts';
import { type OpenSource, openSource } from './open-source.ts';
import type { PixelSource, ReadReport } from './pixel-source.ts';

/** Opens, uses and closes. @throws AppError, whatever goes wrong. */
async function withSource<T>(
  blob: Blob,
  stretch: Levels | undefined,
  use: (open: OpenSource) => Promise<T>,
): Promise<T> {
  let open: OpenSource | null = null;
  try {
    open = await openSource(blob, stretch);
    return await use(open);
  } catch (error) {
    const header = open?.header ?? { kind: 'unknown' as const, dimensions: null };
    throw explainFailure(error, header);
  } finally {
    open?.source.close();
  }
}

/** What became of a picture of 16 bits, of which a scanner may have used twelve: then it is nearly black. */
function depthWords({ from, to }: Levels, stretch: Levels | undefined): string {
  const words = (n: number): string => n.toLocaleString('en');
  if (stretch)
    return `16 bits a value; ${words(stretch.from)} to ${words(stretch.to)} of 65,535 are stretched: the network sees them as 0 to 255.`;
  return `16 bits a value, ${words(from)} to ${words(to)} of 65,535: the network sees the upper 8 bits, ${from >> 8} to ${to >> 8} of 255.`;
}

/** What is worth knowing about how this picture was read, in sentences. */
function noteOf(
  { header, byBrowser, missing, lacksData }: OpenSource,
  report: ReadReport,
  stretch: Levels | undefined,
): string {
  const notes: string[] = [];
  if (missing) notes.push(`This file has ${missing}; the picture in it is whole.`);
  if (lacksData())
    notes.push(
      'Some of this picture’s data is missing from its file or wrong: what the browser made of that is explained like the rest.',
    );
  if (header.animated)
    notes.push(
      header.stillFirst
        ? 'Animated: only the still picture before the frames is used, which browsers do not show.'
        : 'Animated: only the first frame is used.',
    );
  if (header.xmpOrientation)
    notes.push(
      `Its XMP says that it is to be turned (orientation ${header.xmpOrientation}); browsers do not follow that, and it is not followed here.`,
    );
  if (report.levels) notes.push(depthWords(report.levels, stretch));
  if (report.transparent)
    notes.push(
      report.blackBeneath
        ? 'Transparency is not used: the network sees black there, shown here.'
        : 'Transparency is not used: the network sees the colours stored under it, shown here.',
    );
  if (header.kind === 'jpeg' && header.components === 4)
    notes.push('CMYK, converted to RGB by the browser; a print profile is not applied.');
  if (report.caveat) notes.push(report.caveat);
  const caveat = byBrowser ? canvasCaveat() : null;
  if (caveat) notes.push(caveat);
  return notes.join(' ');
}

/** A part of a picture as a picture. */
function part(open: OpenSource, box: SourceRectangle | undefined): OpenSource {
  if (!box) return open;
  const { source } = open;
  const within = box.x + box.width <= source.width && box.y + box.height <= source.height;
  if (!within) throw new RangeError('the box reaches beyond the picture');
  const boxed: PixelSource = {
    width: box.width,
    height: box.height,
    read: ({ x, y, width, height }, begin) =>
      source.read({ x: x + box.x, y: y + box.y, width, height }, begin),
    close: () => source.close(),
  };
  // The browser's bitmap is of the whole picture.
  return { ...open, source: boxed, bitmap: null };
}

/** The decoder itself; runs in the worker, or in the page where a worker has no canvas. */
export const decodeService: Decoder = {
  open: (blob, name, box, stretch) =>
    withSource(blob, stretch, async (whole) => {
      const open = part(whole, box);
      const { preview, report } = await makePreview(open);
      const note = noteOf(open, report, stretch);
      const { width, height } = open.source;
      return {
        width,
        height,
        name,
        preview,
        ...(note && { note }),
        ...(report.levels && { levels: report.levels }),
      };
    }),

  pixels: (blob, size, fit, box, stretch) =>
    withSource(blob, stretch, async (whole) => {
      const { source } = part(whole, box);
      const { width, height } = source;
      const placement = fitOf(fit).place(width, height, size);
      let resizer: Resizer | null = null;
      const { levels } = await source.read(placement.source, () => {
        const fresh = createFitted(placement, size);
        resizer = fresh;
        return (rows, channels) => fresh.push(rows, channels);
      });
      return {
        rgb: (resizer as Resizer | null)!.finish(),
        sentence: fitOf(fit).sentence(width, height, size, levels === undefined),
      };
    }),
};

let known: string | null | undefined;

/**
 * Some browsers change what is read from a canvas, so that it cannot be used to recognise a person (Brave;
 * Firefox with resistFingerprinting; Safari in private windows). Tried once, on known pixels.
 *
 * @returns what to tell the user, or null when pixels come back as they went in.
 */
function canvasCaveat(): string | null {
  if (known !== undefined) return known;
  const context = drawable(surface(32, 32)).getContext('2d', { willReadFrequently: true });
  const image = new ImageData(32, 32);
  for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : (i * 89) & 255;
  context?.putImageData(image, 0, 0);
  const back = context?.getImageData(0, 0, 32, 32).data;
  known = back?.every((value, i) => value === image.data[i])
    ? null
    : 'This browser changes pixels that a page reads, to protect against fingerprinting, so numbers may differ a little; a PNG is not affected.';
  return known;
}
