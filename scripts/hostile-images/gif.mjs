/** Image data without compression: 9-bit codes, cleared before the code size would grow.
 * @param {Uint8Array} indices */
function lzw(indices) {
  const bytes = [];
  let [bits, held] = [0, 0];
  const put = (/** @type {number} */ code) => {
    bits |= code << held;
    held += 9;
    while (held >= 8) {
      bytes.push(bits & 255);
      bits >>>= 8;
      held -= 8;
    }
  };
  indices.forEach((index, i) => {
    if (i % 250 === 0) put(256);
    put(index);
  });
  put(257);
  if (held > 0) bytes.push(bits & 255);
  const blocks = [8];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255);
    blocks.push(block.length, ...block);
  }
  return Buffer.from([...blocks, 0]);
}

/**
 * A GIF89a with a palette of 256 colours.
 *
 * @param {object} gif
 * @param {number} gif.width @param {number} gif.height
 * @param {Uint8Array} gif.palette `[256, 3]`
 * @param {Uint8Array[]} gif.frames palette indices, `[height, width]` each
 * @param {number} [gif.transparent] index of the transparent colour
 */
export function makeGif({ width, height, palette, frames, transparent }) {
  const screen = Buffer.from('GIF89a\0\0\0\0\xf7\0\0', 'latin1');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  const parts = [screen, Buffer.from(palette)];
  for (const frame of frames) {
    parts.push(Buffer.from([0x21, 0xf9, 4, transparent === undefined ? 0 : 1, 10, 0, transparent ?? 0, 0]));
    const image = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    image.writeUInt16LE(width, 5);
    image.writeUInt16LE(height, 7);
    parts.push(image, lzw(frame));
  }
  return Buffer.concat([...parts, Buffer.from([0x3b])]);
}
