import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactNumber, plainDecimal } from './plain-decimal.ts';

test.each([
  [0.823145123, '0.8231451'],
  [-0.0051234567, '-0.005123457'],
  [0, '0.000000'],
  [-0, '0.000000'],
  [1, '1.000000'],
  [1234.5, '1234.500000'],
])('%d reads %s', (value, text) => {
  expect(plainDecimal(value)).toBe(text);
});

test('has the same digits for people, with a true minus', () => {
  expect(exactNumber(-0.0051234567)).toBe('−0.005123457');
  expect(exactNumber(-0)).toBe('0.000000');
});

test('reads back to seven significant digits, without exponent', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), fc.boolean(), (size, negative) => {
      const value = negative ? -size : size;
      const text = plainDecimal(value);
      expect(text).toMatch(/^-?\d+\.\d+$/);
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 5.001e-7);
    }),
  );
});
