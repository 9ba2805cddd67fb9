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
  raw: 'a camera raw file',
  other: 'a picture of a kind that most browsers do not open (such as JPEG 2000, DICOM, OpenEXR or PPM)',
  jxl: 'a JPEG XL picture',
  ico: 'an icon or pointer file',
  psd: 'a Photoshop document',
  svg: 'an SVG drawing',
  pdf: 'a PDF or PostScript document',
  html: 'a web page',
  video: 'a video',
  audio: 'a sound file',
  zip: 'an archive or office document',
  lfs: 'a pointer of Git LFS, which stands for a file that was not fetched',
  text: 'text',
  empty: 'empty',
  unknown: 'no picture format that is known here',
};
