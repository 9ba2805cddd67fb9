import { expect, test } from 'vitest';
import { fitText } from './fit-text.ts';

/** Ten pixels a character. */
const context = { measureText: (text: string) => ({ width: 10 * Array.from(text).length }) };

test.each([
  ['cat.png', 70, 'cat.png'],
  ['cat.png', 69, 'cat.p…'],
  ['a cat', 30, 'a…'],
  ['🐈🐈🐈', 20, '🐈…'],
  ['cat', 5, '…'],
])('%s in %d pixels is %s', (text, width, fitted) => {
  expect(fitText(context, text, width)).toBe(fitted);
});
