import { bitReader } from './bit-reader.ts';
import { latin1, size, spells, u32be } from './bytes.ts';
import type { Format } from './format.ts';

const BARE = '\xff\x0a';
const CONTAINER = 'JXL \r\n\x87\n';

/** Width per height of the ratios 1…7. ISO/IEC 18181-1, SizeHeader. */
const RATIOS = [1, 1.2, 4 / 3, 1.5, 16 / 9, 5 / 4, 2] as const;

/** Where the codestream begins: at once, or in the first box that holds (part of) it. */
function codestream(bytes: Uint8Array): number {
  if (spells(bytes, 0, BARE)) return 0;
  for (let at = 0; at + 8 <= bytes.length; ) {
    const type = latin1(bytes, at + 4, 4);
    if (type === 'jxlc') return at + 8;
    if (type === 'jxlp') return at + 12;
    const length = u32be(bytes, at);
    if (!(length >= 8)) break;
    at += length;
  }
  return bytes.length;
}

/** JPEG XL, which Safari opens. */
export const jxl: Format = {
  kind: 'jxl',
  matches: (bytes) => spells(bytes, 0, BARE) || spells(bytes, 4, CONTAINER),

  read(bytes) {
    const at = codestream(bytes);
    if (!spells(bytes, at, BARE)) return {};
    const bits = bitReader(bytes.subarray(at + 2, at + 32), 'least');
    const small = bits.read(1) === 1;
    const length = (): number =>
      small ? (bits.read(5) + 1) * 8 : bits.read([9, 13, 18, 30][bits.read(2)] ?? 9) + 1;
    const height = length();
    const ratio = bits.read(3);
    const width = ratio === 0 ? length() : Math.floor(height * (RATIOS[ratio - 1] ?? Number.NaN));
    return { dimensions: size(width, height) };
  },
};
