import { expect, test } from 'vitest';
import { showNumber } from './show-number.ts';

test.each([
  [0, '0'],
  [0.82345, '0.823'],
  [-0.00123456, '−0.00123'],
  [12.345, '12.3'],
  [12345.6, '12346'],
  [-0.0000123456, '−1.23·10⁻⁵'],
  [1234567, '1.23·10⁶'],
])('%d is shown as %s', (value, text) => {
  expect(showNumber(value)).toBe(text);
});
