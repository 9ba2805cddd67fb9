import { bmp } from './bmp.ts';
import type { Format } from './format.ts';
import { gif } from './gif.ts';
import { ico } from './ico.ts';
import { isobmff } from './isobmff.ts';
import { jpeg } from './jpeg.ts';
import { jxl } from './jxl.ts';
import { markup } from './markup.ts';
import { otherFiles } from './other-files.ts';
import { png } from './png.ts';
import { tiff } from './tiff.ts';
import { webp } from './webp.ts';

/** Every format that is told by its bytes, in the order in which they are asked. */
export const FORMATS: readonly Format[] = [
  jpeg,
  png,
  gif,
  webp,
  bmp,
  ...isobmff,
  tiff,
  jxl,
  ico,
  ...markup,
  ...otherFiles,
];
