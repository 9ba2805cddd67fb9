import { LIMITS } from '../limits.ts';
import { latin1, size, spells, u8, u16be } from './bytes.ts';
import { excessOf } from './excess.ts';
import { orientationTag } from './exif-orientation.ts';
import type { Damage, Format, ImageHeader, Orientation } from './format.ts';
import { endOfScans, isIncomplete } from './jpeg-scans.ts';
import { XMP_BYTES, xmpOrientation } from './xmp-orientation.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
/** What XMP begins with in a JPEG. XMP part 3, 1.1.3. */
const XMP = 'http://ns.adobe.com/xap/1.0/\0';

/** Words for a way of coding that browsers do not read, or not all of them; null for the three that all do. T.81, table B.1. */
function codingOf(frame: number, bits: number): string | null {
  if (frame === 0xc3 || frame === 0xc7 || frame === 0xcb || frame === 0xcf) return 'lossless coding';
  if (frame === 0xc5 || frame === 0xc6 || frame === 0xcd || frame === 0xce) return 'hierarchical coding';
  if (bits !== 8) return `${bits} bits a value`;
  return frame > 0xc2 ? 'arithmetic coding' : null;
}

/** Start of frame 0…15: every code C0…CF but DHT (C4), JPG (C8) and DAC (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Markers without a length: TEM, RST0…7, SOI. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= SOI);

interface Segment {
  readonly marker: number;
  /** Of the payload, past marker and length. */
  readonly at: number;
  /** First byte past the segment. */
  readonly end: number;
}

/** The marker segment at or after `at`; null at the end of the bytes. Fill bytes (FF FF …) are skipped. */
function segmentAt(bytes: Uint8Array, at: number): Segment | null {
  let start = bytes.indexOf(0xff, at);
  while (start !== -1 && (u8(bytes, start + 1) === 0xff || u8(bytes, start + 1) === 0))
    start = bytes.indexOf(0xff, start + 1);
  const marker = start === -1 ? Number.NaN : u8(bytes, start + 1);
  if (Number.isNaN(marker)) return null;
  if (standsAlone(marker) || marker === EOI) return { marker, at: start + 2, end: start + 2 };
  const length = u16be(bytes, start + 2);
  return length >= 2 ? { marker, at: start + 4, end: start + 2 + length } : null;
}

/** First byte past the entropy-coded data that begins at `at`: the FF of a marker that is no RSTn. */
function endOfScan(bytes: Uint8Array, at: number): number {
  for (let ff = bytes.indexOf(0xff, at); ff !== -1; ff = bytes.indexOf(0xff, ff + 1)) {
    const next = u8(bytes, ff + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return ff;
  }
  return bytes.length;
}

/** JPEG: baseline, extended, progressive, lossless; JFIF, EXIF, Adobe. ITU-T T.81, annex B. */
export const jpeg: Format = {
  kind: 'jpeg',
  matches: (bytes) => spells(bytes, 0, '\xff\xd8\xff'),

  read(bytes) {
    let header: Partial<ImageHeader> = { alpha: false };
    let scans = 0;
    let packet: Orientation | null = null;
    for (let s = segmentAt(bytes, 2); s !== null && s.marker !== EOI && scans <= LIMITS.scans; ) {
      if (s.marker === APP1 && spells(bytes, s.at, XMP))
        packet ??= xmpOrientation(latin1(bytes, s.at, Math.min(s.end - s.at, XMP_BYTES)));
      if (s.marker === APP1 && spells(bytes, s.at, 'Exif\0\0') && header.orientationTag === undefined)
        header = { ...header, orientationTag: orientationTag(bytes.subarray(s.at + 6, s.end)) };
      if (isFrame(s.marker) && header.dimensions === undefined) {
        const components = u8(bytes, s.at + 5);
        header = {
          ...header,
          dimensions: size(u16be(bytes, s.at + 3), u16be(bytes, s.at + 1)),
          bitDepth: Number.isNaN(components) ? null : u8(bytes, s.at),
          coding: codingOf(s.marker, u8(bytes, s.at)),
          components: Number.isNaN(components) ? null : components,
        };
      }
      if (s.marker === SOS) scans++;
      s = segmentAt(bytes, s.marker === SOS ? endOfScan(bytes, s.end) : s.end);
    }
    return {
      ...header,
      xmpOrientation: header.orientationTag ? null : packet,
      excess: excessOf(scans, 'scans'),
    };
  },

  /** Walks all scans to the end-of-image marker; one inside an embedded thumbnail does not count. */
  damage(bytes): Damage | null {
    for (let s = segmentAt(bytes, 2); s !== null; ) {
      if (s.marker === EOI) return null;
      // Another picture was appended to one that has not ended.
      if (s.marker === SOI) return 'truncated';
      s = segmentAt(bytes, s.marker === SOS ? endOfScan(bytes, s.end) : s.end);
    }
    return 'truncated';
  },

  mend(bytes) {
    const end = endOfScans(bytes);
    if (end === null) return null;
    const whole = new Uint8Array(end + 2);
    whole.set(bytes.subarray(0, end));
    whole.set([0xff, EOI], end);
    return { bytes: whole, missing: 'no end marker' };
  },

  lacksData: isIncomplete,
};
