import { HEALTHY } from './seeds.mjs';

/** @typedef {(random: (below: number) => number) => Generator<import('./seeds.mjs').Hostile>} Category */

/** Cut at every kind of place: inside the signature, the header, the data, and just before the end. @type {Category} */
export function* truncated(random) {
  for (const [extension, bytes, width, height] of HEALTHY) {
    const places = [1, 3, 8, 12, 20, 26, 40, bytes.length >> 1, bytes.length - 40, bytes.length - 3];
    for (const n of [...places, 30 + random(bytes.length - 60)]) {
      if (n < 1 || n >= bytes.length) continue;
      // A GIF needs its first frame only. Two of the same size stand between the global palette and the last byte. A PNG
      // lacks no pixel where only of its end marker, twelve bytes, something is left.
      const harmless =
        (extension === 'gif' && n > 781 + (bytes.length - 782) / 2) ||
        (extension === 'png' && n >= bytes.length - 12);
      // Of the first frame's last bytes none may be of a pixel.
      const nearly = extension === 'gif' && !harmless && n > 777 + (bytes.length - 782) / 2;
      yield {
        bytes: bytes.subarray(0, n),
        extension,
        what: `${extension} of ${bytes.length} bytes cut after ${n}`,
        expect: harmless ? 'picture' : nearly ? 'either' : 'error',
        ...(harmless ? { width, height } : {}),
      };
    }
  }
}

/**
 * What must come of a file in which bytes were changed: a PNG's checksums find every change; a BMP has none, and
 * whatever stands behind its header is colour. The compressed rest may or may not be seen to be broken.
 *
 * @param {(typeof HEALTHY)[number]} whole @param {Buffer} changed
 * @returns {Pick<import('./seeds.mjs').Hostile, 'expect' | 'width' | 'height'>}
 */
function outcome([extension, bytes, width, height], changed) {
  const untouched = (/** @type {number} */ n) => changed.subarray(0, n).equals(bytes.subarray(0, n));
  if (untouched(bytes.length) || (extension === 'bmp' && untouched(54)))
    return { expect: 'picture', width, height };
  return { expect: extension === 'png' ? 'error' : 'either' };
}

/** One to twenty bytes changed anywhere. @type {Category} */
export function* flipped(random) {
  for (const whole of HEALTHY) {
    const [extension, bytes] = whole;
    for (const edits of [1, 1, 2, 5, 20, 1, 3, 8]) {
      const changed = Buffer.from(bytes);
      for (let i = 0; i < edits; i++) changed[random(changed.length)] = random(256);
      yield {
        bytes: changed,
        extension,
        what: `${extension} with up to ${edits} bytes changed`,
        ...outcome(whole, changed),
      };
    }
  }
}

/** A stretch zeroed out, as by a failed disk or an unfinished download. @type {Category} */
export function* holes(random) {
  for (const whole of HEALTHY) {
    const [extension, bytes] = whole;
    for (const share of [0.1, 0.5]) {
      const changed = Buffer.from(bytes);
      const from = random(Math.floor(bytes.length * (1 - share)));
      changed.fill(0, from, from + Math.floor(bytes.length * share));
      yield {
        bytes: changed,
        extension,
        what: `${extension} with ${share * 100} % zeroed from ${from}`,
        ...outcome(whole, changed),
      };
    }
  }
}

/** Whole files with something appended, which cameras and editors do. @type {Category} */
export function* trailing(random) {
  for (const [extension, bytes, width, height] of HEALTHY) {
    const rest = Buffer.from(Array.from({ length: 200 }, () => random(256)));
    // Boxes reach to the end of an AVIF, so there a random tail is a broken box, which a decoder may or may not read.
    const expect = extension === 'avif' ? 'either' : 'picture';
    yield {
      bytes: Buffer.concat([bytes, rest]),
      extension,
      what: `${extension} and 200 bytes more`,
      expect,
      width,
      height,
    };
  }
}

/** Healthy files under another format's name, which must not matter. @type {Category} */
export function* misnamed() {
  for (const [extension, bytes, width, height] of HEALTHY)
    yield {
      bytes,
      extension: extension === 'png' ? 'jpg' : 'png',
      what: `a ${extension} by another name`,
      expect: 'picture',
      width,
      height,
    };
}
