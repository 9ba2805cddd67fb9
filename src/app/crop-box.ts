import type { SourceRectangle } from '../core/resize/fit.ts';
import type { Levels } from '../decode/api.ts';
import type { Picture } from './state.ts';

const BOX = '#box=';
const STRETCH = '#stretch=';

/** Identity of the file behind a picture, whichever part of it the picture is and however its values are stretched. */
export const wholeId = (id: string): string => id.split('#', 1)[0]!;

/** Identity of a part of a file, its 16-bit values stretched or not: other pixels, so another picture. */
export const madeId = (id: string, box: SourceRectangle | null, stretch: Levels | null = null): string =>
  wholeId(id) +
  (stretch ? `${STRETCH}${stretch.from}-${stretch.to}` : '') +
  (box ? `${BOX}${formatBox(box)}` : '');

/** `x,y,width,height` in pixels of the file, as links and the session history hold it. */
export const formatBox = ({ x, y, width, height }: SourceRectangle): string =>
  [x, y, width, height].join(',');

/** The inverse of {@link formatBox}; null for what is no box. */
export function parseBox(text: string | null | undefined): SourceRectangle | null {
  const parts = /^(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})$/.exec(text ?? '');
  if (!parts) return null;
  const [x = 0, y = 0, width = 0, height = 0] = parts.slice(1).map(Number);
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The box in whole pixels of an image of that size, at least one pixel large; null where it is the whole image. */
export function settledBox(
  { x, y, width, height }: SourceRectangle,
  of: { readonly width: number; readonly height: number },
): SourceRectangle | null {
  const span = (from: number, length: number, room: number) => {
    const first = Math.min(room - 1, Math.max(0, Math.round(from)));
    return [first, Math.min(room, Math.max(first + 1, Math.round(from + length))) - first] as const;
  };
  const [left, across] = span(x, width, of.width);
  const [top, down] = span(y, height, of.height);
  return across === of.width && down === of.height ? null : { x: left, y: top, width: across, height: down };
}

/** Width and height of the file that a picture is of, whichever part of it the picture is. */
export const wholeSize = ({
  width,
  height,
  box,
}: Picture): { readonly width: number; readonly height: number } => box?.of ?? { width, height };
