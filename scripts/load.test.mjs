import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a module of the page is loaded, and what is built afterwards is still built for production', () => {
  const script = `
    const { load } = await import('./scripts/load.mjs');
    const { areaOf } = await load('src/core/extent.ts');
    console.log(JSON.stringify([areaOf([2, 3]), process.env.NODE_ENV ?? null]));`;
  const env = { ...process.env };
  delete env.NODE_ENV;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env });
  expect(JSON.parse(said.toString())).toEqual([6, null]);
});
