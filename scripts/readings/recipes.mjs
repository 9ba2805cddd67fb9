// The maps that are put to the test, and what they are explained against.
/** All methods but those of masked copies, which take hundreds of passes a map; SFAM in every reading. */
export const METHODS = [
  ['sfam', 'contribution'],
  ['sfam', 'normalized'],
  ['sfam', 'gradient'],
  ['decomposition', null],
  ['silencing', null],
  ['grad-cam', null],
  ['hires-cam', null],
  ['layer-cam', null],
  ['grad-cam-plus-plus', null],
  ['xgrad-cam', null],
  ['relevance-cam', null],
];
/** Those of masked copies: measured with `--masked`, at the side. */
export const MASKED = [
  ['occlusion', null],
  ['rise', null],
  ['distance-explainer', null],
];
export const AGAINST = ['none', 'references'];
/** Maps whose smooth scrambles are a control: as smooth as a map that claims something, in other places. */
export const SCRAMBLED = [
  'sfam:contribution|none',
  'sfam:contribution|references',
  'decomposition|references',
];
/** The same for every pair of an image: made once. */
export const OF_IMAGE = ['eigen-cam', 'mean-activation', 'feature-norm', 'random'];
/** Noise maps an image; their mean is the control. */
export const NOISE_MAPS = 3;
export const CONTROLS = ['mean-activation', 'feature-norm', 'random', 'scrambled'];

export const nameOf = ([method, reading]) => (reading ? `${method}:${reading}` : method);
