/**
 * A Windows bitmap.
 *
 * @param {object} bmp
 * @param {number} bmp.width
 * @param {number} bmp.height negative: rows from top to bottom
 * @param {24 | 32} bmp.bits
 * @param {(x: number, y: number) => readonly number[]} bmp.colour R, G, B (, A) of a pixel, y from the top
 */
export function makeBmp({ width, height, bits, colour }) {
  const rows = Math.abs(height);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const file = Buffer.alloc(54 + rowBytes * rows);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(bits, 28);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const [r = 0, g = 0, b = 0, a = 255] = colour(x, y);
      const at = 54 + (height < 0 ? y : rows - 1 - y) * rowBytes + (x * bits) / 8;
      file.set(bits === 32 ? [b, g, r, a] : [b, g, r], at);
    }
  return file;
}
