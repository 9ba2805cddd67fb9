import { describe, expect, it } from 'vitest';
import { sanity } from './sanity.ts';
import { likeness, partnerVerdict, randomizationVerdict } from './sanity-verdict.ts';

const map = Float32Array.of(1, -2, 3, 4, -5, 6);
const same = sanity(map, map.slice());
const other = sanity(map, Float32Array.of(3, 1, -4, 2, 0, 1));
const near = sanity(map, Float32Array.of(1, -2, 4, 3, -5, 6));
const collapsed = sanity(map, new Float32Array(6));

describe('sanity verdicts', () => {
  it('read likeness off the rank correlation', () => {
    expect(likeness(same)).toBe(1);
    expect(likeness(near)).toBeCloseTo(1 - (6 * 2) / (6 * 35), 12);
    expect(likeness(collapsed)).toBe(0);
    expect(likeness(sanity(new Float32Array(6), new Float32Array(6)))).toBe(1);
  });

  it('fail a map that the partner does not move, by the middle one of those tried', () => {
    expect(partnerVerdict([[same, same]]).title).toBe('Fails: every partner tried gives the same map');
    const next = 'Fails: the partner makes next to no difference';
    expect(partnerVerdict([[other, same]]).title).toBe(next);
    expect(
      partnerVerdict([
        [same, same],
        [other, same],
        [other, other],
      ]).title,
    ).toBe(next);
    expect(partnerVerdict([[other, near]]).kind).toBe('doubtful');
    expect(partnerVerdict([[other, collapsed]]).kind).toBe('passes');
    expect(
      partnerVerdict([
        [same, same],
        [other, collapsed],
        [other, other],
      ]).kind,
    ).toBe('passes');
    expect(() => partnerVerdict([])).toThrow(RangeError);
  });

  it('say how many were tried, and how far they lay apart', () => {
    const { words } = partnerVerdict([[same], [near], [collapsed]]);
    expect(words).toContain('With 3 unrelated partners');
    expect(words).toContain('|ρ| = 0.94 in the middle, 0.00 to 1.00');
    expect(partnerVerdict([[near]]).words).toContain('With one unrelated partner');
  });

  it('never contradict the number that they show', () => {
    // 0.696 is shown as 0.70, and 0.70 is much.
    const check = { rank: 0.696, magnitudeRank: 0.696, moved: true };
    expect(partnerVerdict([[check]])).toMatchObject({ kind: 'doubtful' });
    expect(partnerVerdict([[check]]).words).toContain('0.70');
  });

  it('judge a cascade by its end, and by what happens above the layer', () => {
    const stage = (above: boolean, ...checks: (typeof same)[]) => ({ above, shuffles: [checks] });
    expect(randomizationVerdict([stage(true, same), stage(false, same)], true).kind).toBe('fails');
    expect(randomizationVerdict([stage(true, near), stage(false, other)], true).kind).toBe('passes');
    expect(randomizationVerdict([stage(false, other), stage(false, near)], true).kind).toBe('doubtful');
    // Unmoved above its layer: no explanation of the final similarity, but one of the layer's own may be so.
    const late = [stage(true, same), stage(false, other)];
    expect(randomizationVerdict(late, true).title).toContain('after this layer');
    expect(randomizationVerdict(late, false).kind).toBe('passes');
    const shuffled = { above: false, shuffles: [[same], [other], [collapsed]] };
    expect(randomizationVerdict([shuffled], true)).toMatchObject({ kind: 'passes' });
    expect(randomizationVerdict([shuffled], true).words).toContain('3 shuffles: ');
    expect(() => randomizationVerdict([], true)).toThrow(RangeError);
  });
});
