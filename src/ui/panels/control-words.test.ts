import { expect, test } from 'vitest';
import { controlWords } from './control-words.ts';

test.each([
  [0.93, 'r = 0.93: this map mostly shows where the network is active at all.'],
  [0.7, 'r = 0.70: much of this map is where the network is active at all.'],
  [0.1, 'r = 0.10: most of what SFAM shows is something else than activity.'],
  [-0.5, 'r = −0.50: this map tends to be higher where the network is quiet.'],
])('a correlation of %d', (r, words) => {
  expect(controlWords(r, 'SFAM')).toBe(words);
});

test('words go by the digits that are shown', () => {
  expect(controlWords(0.8951, 'SFAM')).toBe(
    'r = 0.90: this map mostly shows where the network is active at all.',
  );
  expect(controlWords(-0.2951, 'SFAM')).toContain('r = −0.30: this map tends to be higher where');
});

test('a constant map has no correlation', () => {
  expect(controlWords(null, 'SFAM')).toContain('No correlation');
});
