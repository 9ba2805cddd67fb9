import type { Extent } from '../../core/extent.ts';
import { type FitId, type SourceRectangle, seenOf } from '../../core/resize/fit.ts';

/** The part of a picture that a map should lie in, in the network's input. */
export interface Region {
  /** `[h·w]`, 1 inside. */
  readonly inside: Uint8Array;
  readonly from: 'drawn' | 'box list' | 'mask';
}

/** Boxes of pictures by name, pixels of the file. */
export interface BoxList {
  readonly boxes: ReadonlyMap<string, SourceRectangle>;
  readonly problems: readonly string[];
}

const FIELDS = /[,;\t]+\s*|\s+/;
/** Problems that are named one by one. */
const NAMED = 5;

/**
 * Boxes as CUB-200-2011 has them: a name and x, y, width, height on each line, by commas, semicolons, tabs or spaces.
 * With its `images.txt` (number and path) in front, `bounding_boxes.txt` may name pictures by number.
 */
export function readBoxes(text: string): BoxList {
  const names = new Map<string, string>();
  const boxes = new Map<string, SourceRectangle>();
  const problems: string[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const fields = line.trim().split(FIELDS).filter(Boolean);
    if (fields.length === 0) continue;
    const numbers = fields.slice(-4).map(Number);
    if (fields.length === 2 && /^\d+$/.test(fields[0]!)) {
      names.set(fields[0]!, fields[1]!);
      continue;
    }
    const [x, y, width, height] = numbers as [number, number, number, number];
    if (fields.length < 5 || !numbers.every(Number.isFinite) || !(width > 0 && height > 0)) {
      // A line of headings.
      if (index > 0 || /\d/.test(line))
        problems.push(`Line ${index + 1} is no name with x, y, width and height.`);
      continue;
    }
    const given = fields.slice(0, -4).join(' ').replaceAll('"', '');
    boxes.set(nameKey(names.get(given) ?? given), { x, y, width, height });
  }
  const more = problems.length - NAMED;
  return { boxes, problems: more > 0 ? [...problems.slice(0, NAMED), `And ${more} more.`] : problems };
}

/** What a file is called, whatever its folder, case or extension: `birds/Robin.JPG` and `robin.png` are one. */
export function nameKey(path: string): string {
  const name = path.split(/[/\\]/).at(-1)!.normalize('NFC').toLowerCase();
  return name.replace(/\.[a-z0-9]{1,5}$/, '');
}

/** A box of the file, as far as the network sees it; null where nothing of it is seen. */
export function boxInInput(
  box: SourceRectangle,
  of: { readonly width: number; readonly height: number },
  size: Extent,
  fit: FitId,
): SourceRectangle | null {
  const seen = seenOf(fit, of.width, of.height, size);
  const [down, across] = [size[0] / seen.height, size[1] / seen.width];
  return within(
    {
      x: (box.x - seen.x) * across,
      y: (box.y - seen.y) * down,
      width: box.width * across,
      height: box.height * down,
    },
    size,
  );
}

/** Whole pixels whose middle lies in the box and in the input; null: there is none. */
export function within(box: SourceRectangle, [height, width]: Extent): SourceRectangle | null {
  const from = (start: number) => Math.max(0, Math.ceil(start - 0.5));
  const till = (end: number, most: number) => Math.min(most, Math.ceil(end - 0.5));
  const [x, y] = [from(box.x), from(box.y)];
  const [w, h] = [till(box.x + box.width, width) - x, till(box.y + box.height, height) - y];
  return w > 0 && h > 0 ? { x, y, width: w, height: h } : null;
}

/** `[h·w]`, 1 in the box; whole pixels. */
export function insideBox(box: SourceRectangle, [height, width]: Extent): Uint8Array {
  const inside = new Uint8Array(height * width);
  for (let row = box.y; row < box.y + box.height; row++)
    inside.fill(1, row * width + box.x, row * width + box.x + box.width);
  return inside;
}

/** A mask of light and dark as a region. @param rgb `[h, w, 3]`; null where nothing is light. */
export function insideMask(rgb: Uint8Array): Uint8Array | null {
  const inside = Uint8Array.from({ length: rgb.length / 3 }, (_, p) =>
    rgb[3 * p]! + rgb[3 * p + 1]! + rgb[3 * p + 2]! >= 3 * 128 ? 1 : 0,
  );
  return inside.includes(1) ? inside : null;
}
