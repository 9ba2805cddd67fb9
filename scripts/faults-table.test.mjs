import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Lines of the table: number, and what stands under “test”. */
const ROWS = [...readFileSync('docs/faults.md', 'utf8').matchAll(/^\| (\d+) \|.*\| (.*) \|$/gm)].map(
  ([, line, tests]) => ({ line: Number(line), tests: String(tests) }),
);

test('every line is there', () => {
  // 28 was never given.
  const lines = Array.from({ length: 34 }, (_, index) => index + 1).filter((line) => line !== 28);
  expect(ROWS.map(({ line }) => line)).toEqual(lines);
});

test.each(ROWS)('line $line is held by tests that exist, or says that none does', ({ tests }) => {
  if (tests.startsWith('no test: ')) return;
  const named = tests.split('; `').map((one) => /^`?([^`]+)`: “(.+)”$/.exec(one));
  for (const found of named) {
    expect(found, tests).not.toBeNull();
    const [, file, title] = /** @type {RegExpExecArray} */ (found);
    expect(existsSync(String(file)), file).toBe(true);
    const code = readFileSync(String(file), 'utf8');
    const titles = code.split('\n').filter((text) => /^\s*(test|it)(\.\w+)?\(/.test(text));
    expect(
      titles.some((text) => text.includes(String(title))),
      `${file}: ${title}`,
    ).toBe(true);
  }
});
