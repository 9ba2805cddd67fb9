import { describe, expect, it } from 'vitest';
import { random } from '../random.ts';
import { type OtherResult, PARTNERS_FOR_P, partnerRank, partnerWords } from './partner-rank.ts';

const apart = (values: readonly number[]): OtherResult[] =>
  values.map((value, i) => ({ value, subject: `s${i}` }));

describe('partnerRank', () => {
  it('ranks the pair’s own map among those for other partners; a tie is lost', () => {
    expect(partnerRank(0.5, apart([0.1, 0.5, 0.7]))).toEqual({ rank: 3, of: 4, independent: 3, p: 0.75 });
    expect(partnerRank(0.5, [])).toBeNull();
  });

  it('has a p-value that nineteen independent partners let fall to 0.05, frames of one sheet counted once', () => {
    const low = Array.from({ length: PARTNERS_FOR_P }, (_, i) => i / 100);
    expect(partnerRank(1, apart(low))).toMatchObject({ rank: 1, of: 20, p: 1 / 20 });
    expect(partnerRank(1, apart(low.slice(1)))!.p).toBeGreaterThan(0.05);
    const frames = low.map((value) => ({ value, subject: 'cat' }));
    expect(partnerRank(1, frames)).toMatchObject({ of: 20, independent: 1, p: 0.5 });
  });

  it('gives a map made for any partner p ≤ 0.05 one time in twenty', () => {
    const stream = random(2);
    const tries = 2000;
    let lucky = 0;
    for (let i = 0; i < tries; i++) {
      const values = Array.from({ length: PARTNERS_FOR_P + 1 }, () => stream.normal());
      if (partnerRank(values[0]!, apart(values.slice(1)))!.p <= 0.05) lucky += 1;
    }
    expect(lucky / tries).toBeGreaterThan(0.035);
    expect(lucky / tries).toBeLessThan(0.065);
  });

  it('says with few partners what p cannot fall below', () => {
    expect(partnerWords(partnerRank(0.5, apart([0.1, 0.7]))!)).toBe(
      'Made for another partner instead (2 photographs, 2 independent), the maps of the same images were put to the same test: 1 of 2 order the pixels of this pair as well as its own map or better, rank 2 of 3, p = 0.667; with 2 independent partners p cannot fall below 0.333.',
    );
    expect(partnerWords(partnerRank(1, apart(Array.from({ length: 19 }, () => 0)))!)).toContain(
      'none orders the pixels of this pair as well as its own map, rank 1 of 20, p = 0.050.',
    );
  });
});
