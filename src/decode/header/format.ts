import type { OrientationTag } from './exif-orientation.ts';

/** What a file is by its first bytes; its name and declared type are never asked. */
export type FileKind =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'bmp'
  | 'avif'
  | 'heic'
  | 'tiff'
  | 'jxl'
  | 'ico'
  | 'psd'
  | 'raw'
  | 'other'
  | 'svg'
  | 'pdf'
  | 'html'
  | 'video'
  | 'audio'
  | 'zip'
  | 'lfs'
  | 'text'
  | 'empty'
  | 'unknown';

/** EXIF orientation: 1 is upright; 5…8 swap width and height. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What the header says, before anything is decoded. Numbers are as written, not yet believed. */
export interface ImageHeader {
  readonly kind: FileKind;
  /** Stored size in pixels, before orientation; null where the header does not say or is cut off. */
  readonly dimensions: { readonly width: number; readonly height: number } | null;
  readonly orientation: Orientation;
  /** Where the orientation is written; null where none is, or not as EXIF. */
  readonly orientationTag: OrientationTag | null;
  /** Whether pixels may be transparent; null where the header does not say. */
  readonly alpha: boolean | null;
  /** Bits per channel (per index for palettes); null where the header does not say. */
  readonly bitDepth: number | null;
  /** Colour components as stored: 1 grey, 3 colour, 4 CMYK (JPEG only); null where the header does not say. */
  readonly components: number | null;
  /** More than one frame. False also where finding out would take more than the header. */
  readonly animated: boolean;
  /** Is the picture that is read one that stands before the frames, for programs that show none of them? */
  readonly stillFirst: boolean;
  /** How it is coded, in words such as “lossless coding”, where that is a way that many programs cannot read; else null. */
  readonly coding: string | null;
  /** A way to stand (2…8) that is written in its XMP alone, which neither browsers nor this decoder follow; else null. */
  readonly xmpOrientation: Orientation | null;
  /** What it has more of than any honest picture, in words such as “more than 10,000 frames”; null for most. */
  readonly excess: string | null;
}

/** `truncated`: the file ends too early. `corrupt`: all there, but a checksum is wrong. */
export type Damage = 'truncated' | 'corrupt';

/** A file format that can be told by its bytes. No function throws, whatever the bytes are. */
export interface Format {
  readonly kind: FileKind;
  /** Do the first bytes look like this format? */
  matches(bytes: Uint8Array): boolean;
  /** What the header says. `bytes` may be the start of the file only. */
  read?(bytes: Uint8Array): Partial<Omit<ImageHeader, 'kind'>>;
  /**
   * Is the picture that a viewer shows first incomplete or corrupt? `bytes` is the whole file. Browsers
   * decode what is there and fill up with grey, which would be explained as if it were the photograph.
   */
  damage?(bytes: Uint8Array): Damage | null;
  /**
   * Of a truncated file: may the picture in it be whole all the same? Then the file as it should be, and what was
   * missing; null where pixels are missing.
   */
  mend?(bytes: Uint8Array<ArrayBuffer>): Mended | null;
  /** Of a file without damage: does it lack data all the same, in whose place decoders put something of their own? */
  lacksData?(bytes: Uint8Array): boolean;
}

export interface Mended {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** In words, e.g. “no end marker”. */
  readonly missing: string;
  /** Only decoding shows whether the last pixels are there. */
  readonly unsure?: true;
}
