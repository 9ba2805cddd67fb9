import { delimiter, join } from 'node:path';

/**
 * Where programs of these names would be, in the order of PATH.
 *
 * @param {readonly string[]} names
 * @returns {string[]}
 */
export const onPath = (names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));
