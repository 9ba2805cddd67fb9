import { latin1 } from '../header/bytes.ts';
import { exifTag } from '../header/exif-orientation.ts';
import type { Orientation } from '../header/format.ts';
import { pngChunks } from '../header/png-chunks.ts';
import { inflate } from './inflate.ts';

const KEYWORD = /^Raw profile type (?:exif|APP1)\0/;
/** Characters of text that are looked through: EXIF is no longer than 65,533 bytes, each two digits, 36 a line. */
const LONGEST = 140_000;

/** The text of a tEXt or zTXt chunk, behind its keyword; no more of it than can be EXIF. */
async function textOf(type: string, value: Uint8Array<ArrayBuffer>): Promise<string> {
  if (type === 'tEXt') return latin1(value, 0, LONGEST);
  let text = '';
  // One byte names the way of compression, of which there is but one.
  for await (const part of inflate([value.subarray(1)])) {
    text += latin1(part, 0, LONGEST);
    if (text.length >= LONGEST) break;
  }
  return text;
}

/**
 * The orientation in EXIF that ImageMagick and others wrote as text before PNG had a chunk for it: digits of base 16,
 * behind a line with the profile's name and one with its length. Image programs turn such a picture, browsers do not.
 *
 * @returns 1 where there is none.
 */
export async function rawProfileOrientation(bytes: Uint8Array<ArrayBuffer>): Promise<Orientation> {
  for (const { type, at, length } of pngChunks(bytes)) {
    const payload = bytes.subarray(at + 4, at + 4 + length);
    const keyword = (type === 'tEXt' || type === 'zTXt') && KEYWORD.exec(latin1(payload, 0, 30))?.[0].length;
    if (!keyword) continue;
    // A stream that breaks off says nothing.
    const text = await textOf(type, payload.subarray(keyword)).catch(() => '');
    const digits = /^\n\w+\n *\d+\n([\da-f\n]+)/.exec(text)?.[1]?.match(/[\da-f]{2}/g) ?? [];
    const tag = exifTag(Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16)));
    if (tag) return tag.orientation;
  }
  return 1;
}
