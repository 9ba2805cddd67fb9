import { expect, test } from 'vitest';
import { signAgreement } from './sign-agreement.ts';

test('signs are counted where neither value is zero, and rounding is no effect', () => {
  const map = Float32Array.of(1, 1, -1, -1, 0, 1);
  const loss = Float32Array.of(2, -1, -3, 1, 1, 1e-7);
  expect(signAgreement(map, loss)).toEqual({ falls: 3, rises: 2, neither: 1, compared: 4, agree: 2 });
  expect(signAgreement(map, new Float32Array(6))).toEqual({
    falls: 0,
    rises: 0,
    neither: 6,
    compared: 0,
    agree: 0,
  });
  expect(() => signAgreement(map, loss.slice(1))).toThrow(RangeError);
});
