import { describe, expect, it } from 'vitest';
import { SCRAMBLED_NEEDED, type TestNumbers, testVerdict } from './test-verdict.ts';

const scrambled = [-0.05, -0.04, -0.03, -0.02, -0.01, 0, 0.01, 0.02, 0.04];
const verdict = (change: Partial<TestNumbers>) =>
  testVerdict({
    ours: 0.2,
    activity: 0.1,
    activityName: 'mean activation',
    scrambled,
    partners: [],
    whole: 0.9,
    blurred: 0.4,
    ...change,
  });

describe('testVerdict', () => {
  it('says better only of a map that beats every control', () => {
    expect(verdict({})).toMatchObject({
      kind: 'better',
      title: 'Better than chance, and 0.100 ahead of mean activation on this pair',
      whyThese: null,
    });
    const others = [0.1, 0.3].map((value, i) => ({ value, subject: `s${i}` }));
    expect(verdict({ partners: others }).whyThese).toContain('rank 2 of 3');
    // The span is 0.5: less than 0.01 apart is level.
    expect(verdict({ activity: 0.195 })).toMatchObject({
      kind: 'better-than-chance',
      title: 'Better than chance, but no better than mean activation',
    });
    expect(verdict({ activity: 0.3 }).title).toBe('Better than chance, but mean activation does better');
    expect(verdict({ activity: null })).toMatchObject({
      kind: 'better',
      title: 'Better than chance on this pair',
    });
  });

  it('says chance of a map within the scrambled band, and worse of one below', () => {
    const within = verdict({ ours: 0.03, activity: 0 });
    expect(within.kind).toBe('no-better');
    expect(within.words).toContain('beats 8 of the 9 scrambled maps');
    // A tie with the best scrambled map beats it not.
    expect(verdict({ ours: 0.04 }).kind).toBe('no-better');
    expect(verdict({ ours: -0.05 }).kind).toBe('worse');
  });

  it('is never a bare score', () => {
    const { words } = verdict({});
    expect(words).toContain('0.200');
    expect(words).toContain('−0.050 to 0.040');
    expect(words).toContain('p = 0.10');
    expect(words).toContain('Mean activation, which never looks at the partner, has 0.100.');
  });

  it('has no verdict from fewer scrambled maps than rule out luck', () => {
    expect(verdict({ scrambled: scrambled.slice(0, SCRAMBLED_NEEDED) }).kind).toBe('better');
    for (const count of [0, 1, 2, SCRAMBLED_NEEDED - 1]) {
      const early = verdict({ scrambled: scrambled.slice(0, count) });
      expect(early).toMatchObject({ kind: 'cannot-tell', title: 'Cannot tell yet' });
      expect(early.words).toContain(`only ${count} of the 9 scrambled maps`);
      // Neither way: it is as little worse as it is better.
      expect(verdict({ scrambled: scrambled.slice(0, count), ours: -1 }).kind).toBe('cannot-tell');
    }
  });

  it('holds back where there is nothing to lose', () => {
    expect(verdict({ whole: 0.9, blurred: 0.895 }).kind).toBe('cannot-tell');
    expect(verdict({ whole: -20, blurred: -20.1 }).kind).toBe('cannot-tell');
  });
});
