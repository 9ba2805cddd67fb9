import { animated } from './animated.mjs';
import { bombs } from './bombs.mjs';
import { flipped, holes, misnamed, trailing, truncated } from './damaged.mjs';
import { foreign, noise } from './foreign.mjs';
import { orientation } from './orientation.mjs';
import { pngChunks, pngTypes } from './png-types.mjs';
import { profiled } from './profiled.mjs';
import { sizes } from './sizes.mjs';
import { sound } from './sound.mjs';
import { unended } from './unended.mjs';

/** Every kind of hostile file, by the name its files begin with. */
export const CATEGORIES = {
  truncated,
  flipped,
  holes,
  trailing,
  misnamed,
  foreign,
  noise,
  sizes,
  orientation,
  'png-type': pngTypes,
  'png-chunk': pngChunks,
  sound,
  profiled,
  animated,
  unended,
  bombs,
};
