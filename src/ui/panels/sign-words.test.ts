import { expect, test } from 'vitest';
import { METHODS } from '../../core/methods/index.ts';
import { signWords } from './sign-words.ts';

const found = { falls: 35, rises: 14, neither: 0, compared: 49, agree: 35 };

test('what silencing does is said, and how often the sign of the map is that', () => {
  expect(signWords(found, METHODS.sfam, 'the score')).toBe(
    'Setting one of the 49 cells to zero and pooling again, the score falls for 35 and rises for 14. The sign of SFAM is that of the effect in 35 of 49 (71 %).',
  );
  expect(signWords({ ...found, falls: 34, neither: 1 }, METHODS.sfam, 'the objective')).toContain(
    'the objective falls for 34 and rises for 14, and does neither for 1.',
  );
  expect(signWords(found, METHODS.silencing, 'the score')).not.toContain('The sign of');
  expect(signWords({ ...found, compared: 0, agree: 0 }, METHODS.sfam, 'the score')).not.toContain('%');
});
