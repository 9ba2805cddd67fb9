import { useCallback } from 'react';
import { usefulRange } from '../../app/inspect/useful-range.ts';
import type { Result } from '../../app/state.ts';
import { useAppHandle } from '../app-context.ts';
import { useLatest } from '../hooks/use-latest.ts';
import { showNumber } from '../result/show-number.ts';

/** What photographs that have nothing to do with each other score, where that is known without a pass. */
export default function RangeNote({ result }: { readonly result: Result }) {
  const { services } = useAppHandle();
  const { value } = useLatest(
    useCallback(
      async (signal: AbortSignal) => ({ result, range: await usefulRange(services, result, signal) }),
      [services, result],
    ),
  );
  if (value?.result !== result || value.range === null) return null;
  const { count, low, high } = value.range;
  return (
    <p className="number">
      Nine of ten pairs of unrelated photographs score {showNumber(low)} to {showNumber(high)} here ({count}{' '}
      pairs that ship with the page): a score within says little.
    </p>
  );
}
