import { describe, expect, it } from 'vitest';
import { scoreContext } from './score-context.ts';

describe('the place of a score among others', () => {
  it('counts those below and gives the quartiles, as numpy.quantile does', () => {
    // numpy.quantile([.2, .4, .5, .9], [.25, .5, .75]) = [.35, .45, .6]
    const { count, lower, quartiles } = scoreContext(0.5, [0.9, 0.4, 0.2, 0.5]);
    expect(count).toBe(4);
    expect(lower).toBe(2); // a tie is not below
    expect(quartiles[0]).toBeCloseTo(0.35, 12);
    expect(quartiles[1]).toBeCloseTo(0.45, 12);
    expect(quartiles[2]).toBeCloseTo(0.6, 12);
  });

  it('takes negated distances as they are: nearer is more similar', () => {
    expect(scoreContext(-1, [-3, -2, -0.5]).lower).toBe(2);
  });

  it('refuses to compare with nothing', () => {
    expect(() => scoreContext(0.5, [])).toThrow(RangeError);
  });
});
