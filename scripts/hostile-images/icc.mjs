/** A number as ICC's s15Fixed16. @param {number} value */
const fixed = (value) => Math.round(value * 65536);

/** @param {string} type @param {readonly number[]} words 32-bit big-endian */
function tag(type, words) {
  const data = Buffer.alloc(8 + words.length * 4);
  data.write(type, 0, 'latin1');
  for (const [i, word] of words.entries()) data.writeInt32BE(word, 8 + i * 4);
  return data;
}

/** @param {string} type @param {string} text */
function textTag(type, text) {
  const ascii = Buffer.from(`${text}\0`, 'latin1');
  // 'desc' counts its letters and has room for two more translations, both empty.
  const head = tag(type, type === 'desc' ? [ascii.length] : []);
  return Buffer.concat([head, ascii, Buffer.alloc(type === 'desc' ? 78 : 0)]);
}

/** D50, which profiles connect through. */
const WHITE = [0.9642, 1, 0.8249];
const XYZ = {
  red: [0.4361, 0.2225, 0.0139],
  green: [0.3851, 0.7169, 0.0971],
  blue: [0.1431, 0.0606, 0.7141],
};

/**
 * A whole ICC version 2 display profile: sRGB's primaries with red and blue exchanged and a gamma of 1, so that a
 * decoder that follows it shows plainly other colours than one that does not.
 */
export function swappedProfile() {
  const xyz = (/** @type {readonly number[]} */ values) => tag('XYZ ', values.map(fixed));
  // One entry of u8Fixed8: 1.0, and two bytes that fill the word.
  const linear = tag('curv', [1, 0x01000000]);
  /** @type {[string, Buffer][]} */
  const tags = [
    ['desc', textTag('desc', 'swapped')],
    ['cprt', textTag('text', 'none')],
    ['wtpt', xyz(WHITE)],
    ['rXYZ', xyz(XYZ.blue)],
    ['gXYZ', xyz(XYZ.green)],
    ['bXYZ', xyz(XYZ.red)],
    ['rTRC', linear],
    ['gTRC', linear],
    ['bTRC', linear],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  let at = 128 + table.length;
  const bodies = tags.map(([name, body], i) => {
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    table.write(name, 4 + i * 12, 'latin1');
    table.writeUInt32BE(at, 8 + i * 12);
    table.writeUInt32BE(body.length, 12 + i * 12);
    at += padded.length;
    return padded;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  for (const [i, value] of WHITE.entries()) header.writeInt32BE(fixed(value), 68 + i * 4);
  return Buffer.concat([header, table, ...bodies]);
}
