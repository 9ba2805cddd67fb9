const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // "\x93NUMPY", version 1.0
/** NumPy aligns the data to this many bytes. */
const ALIGN = 64;

/** An array as `numpy.load` would give it. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * A float32 array as a `.npy` file: format version 1.0, little-endian, C order.
 *
 * Source: NEP 1, "A simple file format for NumPy arrays".
 *
 * @throws RangeError when `shape` does not multiply to the number of values.
 */
export function encodeNpy(data: Float32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  if (shape.reduce((a, b) => a * b, 1) !== data.length) {
    throw new RangeError(`Shape [${shape.join(', ')}] does not hold ${data.length} values.`);
  }
  const { bytes, view, start } = npyFile('<f4', shape, data.length * 4);
  for (let i = 0; i < data.length; i++) view.setFloat32(start + i * 4, data[i]!, true);
  return bytes;
}

/** Texts as a `.npy` file of fixed-width Unicode, `[n]`: NumPy's `<U`, four bytes a character. */
export function encodeNpyText(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const characters = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const width = characters.reduce((most, { length }) => Math.max(most, length), 1);
  const { bytes, view, start } = npyFile(`<U${width}`, [texts.length], texts.length * width * 4);
  for (const [row, codes] of characters.entries())
    for (const [i, code] of codes.entries()) view.setUint32(start + (row * width + i) * 4, code, true);
  return bytes;
}

/** A file with its header written and room for the data. */
function npyFile(descr: string, shape: readonly number[], size: number) {
  // A Python tuple of one has a trailing comma.
  const tuple = shape.length === 1 ? `(${shape.join('')},)` : `(${shape.join(', ')})`;
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((MAGIC.length + 2 + header.length + 1) / ALIGN) * ALIGN;
  const text = `${header.padEnd(start - MAGIC.length - 3, ' ')}\n`;

  const bytes = new Uint8Array(start + size);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint16(MAGIC.length, text.length, true);
  for (let i = 0; i < text.length; i++) bytes[MAGIC.length + 2 + i] = text.charCodeAt(i);
  return { bytes, view, start };
}

/**
 * Reads what {@link encodeNpy} writes, and NumPy's own version 1.0 files of little-endian float32 or float64 (which
 * is rounded).
 *
 * @throws Error naming what does not fit.
 */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < MAGIC.length + 2 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new Error('Not a .npy file of version 1.0.');
  }
  const start = MAGIC.length + 2 + view.getUint16(MAGIC.length, true);
  const header = String.fromCharCode(...bytes.subarray(MAGIC.length + 2, start));
  const { descr, shape } = readHeader(header);
  const width = descr === '<f4' ? 4 : descr === '<f8' ? 8 : 0;
  if (width === 0) throw new Error(`Not a C-ordered float32 array: ${header.trim()}`);
  const length = shape.reduce((a, b) => a * b, 1);
  if (bytes.length !== start + length * width) {
    throw new Error(`${bytes.length - start} bytes of data where the shape needs ${length * width}.`);
  }
  const value = width === 4 ? view.getFloat32.bind(view) : view.getFloat64.bind(view);
  return { shape, data: Float32Array.from({ length }, (_, i) => value(start + i * width, true)) };
}

/** The texts of a `.npy` file of fixed-width Unicode, `[n]`; null where it is something else. */
export function decodeNpyText(bytes: Uint8Array): string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < MAGIC.length + 2 || MAGIC.some((byte, i) => bytes[i] !== byte)) return null;
  const start = MAGIC.length + 2 + view.getUint16(MAGIC.length, true);
  const { descr, shape } = readHeader(String.fromCharCode(...bytes.subarray(MAGIC.length + 2, start)));
  const width = Number(/^<U(\d+)$/.exec(descr)?.[1] ?? 0);
  const [count] = shape;
  if (width === 0 || count === undefined || shape.length !== 1 || bytes.length !== start + count * width * 4)
    return null;
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: width }, (__, i) => view.getUint32(start + (row * width + i) * 4, true))
      .filter((code) => code > 0 && code <= 0x10ffff)
      .map((code) => String.fromCodePoint(code))
      .join(''),
  );
}

/** @throws Error where the values do not lie in C order, or there is no shape. */
function readHeader(header: string): { readonly descr: string; readonly shape: readonly number[] } {
  const shapeText = /'shape': \(([\d, ]*)\)/.exec(header)?.[1];
  if (!header.includes("'fortran_order': False") || shapeText === undefined)
    throw new Error(`Not a C-ordered float32 array: ${header.trim()}`);
  const shape = shapeText
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  return { descr: /'descr': '([^']*)'/.exec(header)?.[1] ?? '', shape };
}
