import { describe, expect, it } from 'vitest';
import { matchVector, parseNumbers } from './vector-match.ts';

describe('matchVector', () => {
  it('measures by the reference, and the directions alone beside it', () => {
    const match = matchVector(Float32Array.of(6, 8), Float32Array.of(3, 4));
    expect(match.relative).toBeCloseTo(1, 6);
    expect(match.direction).toBeCloseTo(0, 6);
    expect(matchVector(Float32Array.of(0, 1), Float32Array.of(1, 0)).direction).toBeCloseTo(Math.SQRT2, 6);
  });

  it('says what cannot be compared', () => {
    expect(() => matchVector(new Float32Array(3), Float32Array.of(1, 2))).toThrow(
      'has 2 numbers; this embedding has 3',
    );
    expect(() => matchVector(new Float32Array(2), new Float32Array(2))).toThrow(RangeError);
    expect(() => matchVector(Float32Array.of(1), Float32Array.of(Number.NaN))).toThrow(RangeError);
  });
});

describe('parseNumbers', () => {
  it.each([
    ['[0.1, -2e-3, 3]', [0.1, -0.002, 3]],
    ['tensor([[ 1.0,  2.5]], grad_fn=<DivBackward0>)', [1, 2.5]],
    ['array([1., 2.], dtype=float32)', [1, 2]],
    ['1\n2\n3\n', [1, 2, 3]],
    ['1;2;-3', [1, 2, -3]],
  ])('%s', (text, numbers) => {
    expect([...parseNumbers(text)]).toEqual([...Float32Array.from(numbers)]);
  });

  it('names what is no number', () => {
    expect(() => parseNumbers('1, two, 3')).toThrow('“two” is no number');
    expect(() => parseNumbers('[ ]')).toThrow('no numbers');
    expect(() => parseNumbers('1, nan')).toThrow(RangeError);
  });
});
