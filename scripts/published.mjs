import { readFileSync } from 'node:fs';
import { sha256 } from './sha256.mjs';

/**
 * An installed package that publishes a network.
 *
 * @param {string} name
 * @param {URL} root of the repository
 * @returns {{ version: string, read: (file: string, pinned: string) => Buffer }} `read` gives a file whose sha-256 is pinned
 * @throws {Error} when the package is missing; `read`, when a file is missing or another than the preparation was written for
 */
export function openPackage(name, root) {
  const folder = new URL(`node_modules/${name}/`, root);
  /** @param {string} file */
  const bytesOf = (file) => {
    try {
      return readFileSync(new URL(file, folder));
    } catch (cause) {
      throw new Error(`${name}/${file} cannot be read: the package is not installed. Run 'npm ci' first.`, {
        cause,
      });
    }
  };
  return {
    version: JSON.parse(bytesOf('package.json').toString()).version,
    read(file, pinned) {
      const bytes = bytesOf(file);
      const found = sha256(bytes);
      if (found !== pinned) {
        throw new Error(
          `${name}/${file} is not the published file this preparation was written for:\n` +
            `  expected sha-256 ${pinned}\n  found            ${found}\n` +
            'Reinstall the pinned version (npm ci), or review the new file and pin its hash in scripts/models/.',
        );
      }
      return bytes;
    },
  };
}
