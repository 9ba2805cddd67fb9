import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '..');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);

/** Every file that is started as a worker, found where it is started. */
const workers = new Set(
  files.flatMap((file) => {
    const started = readFileSync(resolve(SOURCE, file), 'utf8').matchAll(
      /new Worker\(\s*new URL\('([^']+)'/g,
    );
    return [...started].map(([, path]) => relative(SOURCE, resolve(SOURCE, dirname(file), path!)));
  }),
);

test('before anything else, every worker gives up the ways to other sites', () => {
  expect(workers.size).toBeGreaterThanOrEqual(3);
  for (const worker of workers) {
    const first = /^import[^;]*;/m.exec(readFileSync(resolve(SOURCE, worker), 'utf8'))?.[0];
    expect(first, worker).toMatch(/^import '[./]+(engine\/)?same-origin-only\.ts';$/);
  }
});
