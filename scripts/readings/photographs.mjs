// What the tables of docs/readings.md are measured on: photographs that ship, one of each subject, and the panoramas' cuts.
import { readFileSync } from 'node:fs';
import jpeg from 'jpeg-js';
import { load } from '../load.mjs';

const root = new URL('../../', import.meta.url);
const PANORAMAS = [
  'apartment',
  'bridge',
  'city',
  'dawn',
  'esplanade',
  'forest',
  'hall',
  'lab',
  'lobby',
  'night',
  'park',
  'sky',
  'studio',
  'sunrise',
  'sunset',
  'venice',
  'warehouse',
  'workshop',
];
/** Pairs that each photograph is in. */
const PARTNERS = 3;

/**
 * The fifteen that shipped when the measurement was planned, in their order. What has come since is none of it, and the
 * dog that was cut out of its photograph more narrowly then is kept beside the panoramas: the same pixels every time.
 */
const PLANNED = [
  'cat-3',
  'cat-9',
  'cat-15',
  'cat-17',
  'cat-20',
  'acanthus',
  'allium',
  'canyon',
  'boats',
  'alps',
  'sheep',
  'home',
  'airplane',
  'daisy',
  'roxy',
];
const KEPT = { daisy: new URL('photographs/daisy.jpg', import.meta.url) };

const { SAMPLES } = await load('src/core/samples/samples.ts');
const { random } = await load('src/core/random.ts');
const { resizeRgb } = await load('src/core/resize/resize-rgb.ts');

const shipped = PLANNED.map((id) => {
  const { subject, file } = SAMPLES.find((sample) => sample.id === id);
  return { id: `sample:${id}`, subject, file: KEPT[id] ?? new URL(`public/samples/${file}`, root) };
});

/** The photographs that images are held against in contrast. */
export const SHIPPED = shipped;

/** One a subject: all independent of each other. */
export const PHOTOGRAPHS = [
  ...shipped.filter(({ subject }, i) => shipped.findIndex((one) => one.subject === subject) === i),
  ...PANORAMAS.map((name) => ({
    id: `panorama:${name}`,
    subject: name,
    file: new URL(`photographs/${name}.jpg`, import.meta.url),
  })),
];

/**
 * Every photograph with {@link PARTNERS} others, drawn with a fixed seed: the photographs in a drawn order, in rounds of
 * couples, until no couple comes twice. @returns indices into PHOTOGRAPHS, first the one that is first explained.
 */
export function drawPairs(seed = 16) {
  const stream = random(seed);
  const pairs = [];
  const known = new Set();
  while (pairs.length < (PHOTOGRAPHS.length * PARTNERS) / 2) {
    const order = stream.shuffle([...PHOTOGRAPHS.keys()]);
    const couples = [];
    for (let i = 0; i + 1 < order.length; i += 2) couples.push([order[i], order[i + 1]]);
    if (couples.some(([a, b]) => known.has(`${a} ${b}`) || known.has(`${b} ${a}`))) continue;
    for (const [a, b] of couples) known.add(`${a} ${b}`);
    pairs.push(...couples);
  }
  return pairs;
}

/** @returns `[H·W·3]` bytes at the network's input. */
export function pixelsOf({ file }, [height, width]) {
  const decoded = jpeg.decode(readFileSync(file), { useTArray: true, formatAsRGBA: false });
  return resizeRgb(decoded.data, decoded.height, decoded.width, height, width);
}
