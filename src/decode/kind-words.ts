import type { FileKind } from './header/format.ts';

/** How a file kind is called in a sentence. */
export const KIND_WORDS: Readonly<Record<FileKind, string>> = {
  jpeg: 'a JPEG',
  png: 'a PNG',
  gif: 'a GIF',
  webp: 'a WebP picture',
  bmp: 'a BMP picture',
  avif: 'an AVIF picture',
  heic: 'a HEIC picture',
  tiff: 'a TIFF or camera raw file',
  jxl: 'a JPEG XL picture',
  ico: 'an icon file',
  psd: 'a Photoshop document',
  svg: 'an SVG drawing',
  pdf: 'a PDF document',
  html: 'a web page',
  video: 'a video',
  audio: 'a sound file',
  zip: 'an archive or office document',
  lfs: 'a pointer of Git LFS, which stands for a file that was not fetched',
  text: 'text',
  empty: 'empty',
  unknown: 'no picture format that is known here',
};
