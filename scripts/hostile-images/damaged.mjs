import { HEALTHY } from './seeds.mjs';

/** @typedef {(random: (below: number) => number) => Generator<import('./seeds.mjs').Hostile>} Category */

/** Cut at every kind of place: inside the signature, the header, the data, and just before the end. @type {Category} */
export function* truncated(random) {
  for (const [extension, bytes] of HEALTHY) {
    const places = [1, 3, 8, 12, 20, 26, 40, bytes.length >> 1, bytes.length - 40, bytes.length - 3];
    for (const n of [...places, 30 + random(bytes.length - 60)]) {
      if (n < 1 || n >= bytes.length) continue;
      // A GIF needs its first frame only, and the second half is the second frame.
      const harmless = extension === 'gif' && n >= bytes.length >> 1;
      yield {
        bytes: bytes.subarray(0, n),
        extension,
        what: `${extension} of ${bytes.length} bytes cut after ${n}`,
        expect: harmless ? 'either' : 'error',
      };
    }
  }
}

/** One to twenty bytes changed anywhere. @type {Category} */
export function* flipped(random) {
  for (const [extension, bytes] of HEALTHY)
    for (const edits of [1, 1, 2, 5, 20, 1, 3, 8]) {
      const changed = Buffer.from(bytes);
      for (let i = 0; i < edits; i++) changed[random(changed.length)] = random(256);
      yield {
        bytes: changed,
        extension,
        what: `${extension} with up to ${edits} bytes changed`,
        expect: 'either',
      };
    }
}

/** A stretch zeroed out, as by a failed disk or an unfinished download. @type {Category} */
export function* holes(random) {
  for (const [extension, bytes] of HEALTHY)
    for (const share of [0.1, 0.5]) {
      const changed = Buffer.from(bytes);
      const from = random(Math.floor(bytes.length * (1 - share)));
      changed.fill(0, from, from + Math.floor(bytes.length * share));
      yield {
        bytes: changed,
        extension,
        what: `${extension} with ${share * 100} % zeroed from ${from}`,
        expect: 'either',
      };
    }
}

/** Whole files with something appended, which cameras and editors do. @type {Category} */
export function* trailing(random) {
  for (const [extension, bytes, width, height] of HEALTHY) {
    const rest = Buffer.from(Array.from({ length: 200 }, () => random(256)));
    // Boxes reach to the end of an AVIF, so there a random tail is a broken box.
    const expect = extension === 'avif' || extension === 'webp' ? 'either' : 'picture';
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
      expect: extension === 'avif' ? 'either' : 'picture',
      width,
      height,
    };
}
