import { describe, expect, it } from 'vitest';
import { ledger } from './ledger.ts';
import { sameFeatures } from './same-features.ts';
import { topChannels } from './top-channels.ts';

describe('ledger', () => {
  it('shows what is left over', () => {
    expect(ledger([3, -1, 0.5], 2)).toEqual({ sum: 2.5, total: 2, residual: 0.5, gross: 4.5 });
  });

  it('adds in double precision', () => {
    // In float32 the ones would be swallowed by 2²⁵.
    const parts = Float32Array.of(2 ** 25, 1, 1, 1, -(2 ** 25));
    expect(ledger(parts, 3).residual).toBe(0);
  });
});

describe('topChannels', () => {
  const cis = [0.2, -0.5, 0.1, 0.2];
  const channels = (order: Parameters<typeof topChannels>[2], count = 4) =>
    topChannels(cis, count, order).map(({ channel }) => channel);

  it('orders by magnitude or by sign, ties by index', () => {
    expect(channels('magnitude')).toEqual([1, 0, 3, 2]);
    expect(channels('highest')).toEqual([0, 3, 2, 1]);
    expect(channels('lowest')).toEqual([1, 2, 0, 3]);
    expect(channels('highest', 2)).toEqual([0, 3]);
    expect(channels('highest', 99)).toHaveLength(4);
  });

  it('gives shares of the magnitudes and the running sum', () => {
    const [first, second] = topChannels(cis, 2, 'magnitude');
    expect(first).toEqual({ channel: 1, cis: -0.5, share: -0.5, running: -0.5 });
    expect(second!.share).toBeCloseTo(0.2, 15);
    expect(second!.running).toBeCloseTo(-0.3, 15);
  });

  it('has no share of nothing', () => {
    expect(topChannels([0, 0], 1, 'magnitude')).toEqual([{ channel: 0, cis: 0, share: 0, running: 0 }]);
  });
});

describe('sameFeatures', () => {
  it('forgives rounding and nothing else', () => {
    expect(sameFeatures([1, 2, 3], [1, 2, 3 + 1e-6])).toBe(true);
    expect(sameFeatures([1, 2, 3], [1, 2, 3.001])).toBe(false);
    expect(sameFeatures([1e-9, 0], [2e-9, 0])).toBe(false);
    expect(sameFeatures([0, 0], [0, 0])).toBe(true);
  });
});
