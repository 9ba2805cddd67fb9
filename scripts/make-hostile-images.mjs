/**
 * Writes a folder of files that a user or an attacker may drop, and a manifest of what each must lead to.
 *
 *   node scripts/make-hostile-images.mjs <folder> [seed]
 *
 * manifest.json: [{ file, what, expect: 'picture' | 'error' | 'either', width?, height? }]. The same seed
 * gives the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATEGORIES } from './hostile-images/categories.mjs';
import { random } from './hostile-images/random.mjs';

const [folder, seed = '1'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node scripts/make-hostile-images.mjs <folder> [seed]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const manifest = [];
for (const [name, category] of Object.entries(CATEGORIES)) {
  let n = 0;
  for (const { bytes, extension, ...rest } of category(random(Number(seed)))) {
    const file = `${name}-${String(n++).padStart(3, '0')}.${extension}`;
    writeFileSync(join(folder, file), bytes);
    manifest.push({ file, ...rest });
  }
}
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
console.log(`${manifest.length} files in ${folder}`);
