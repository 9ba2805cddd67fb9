import { fileURLToPath } from 'node:url';

/** @param {string} path below the repository's root */
const below = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Where the bench builds to; nothing of it is committed or shipped. */
export const FOLDERS = {
  root: below(''),
  /** The site as it ships. */
  site: below('node_modules/.cache/bench/site'),
  /** The bench's own pages over the real modules. */
  probe: below('node_modules/.cache/bench/probe'),
  /** The models cut but not fused, for `fused/unfused`. */
  unfused: below('node_modules/.cache/bench/unfused'),
};
