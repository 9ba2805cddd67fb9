import { afterEach, expect, it, vi } from 'vitest';
import type { LoadProgress } from '../api.ts';
import { perFrame } from './per-frame.ts';

afterEach(() => vi.useRealTimers());

it('passes on one report a frame, the last of a download, and the next stage', () => {
  vi.useFakeTimers();
  const seen: LoadProgress[] = [];
  const report = perFrame((progress) => seen.push(progress));
  const bytes = (loaded: number) =>
    ({ stage: 'download', loaded, total: 9, fromCache: false }) satisfies LoadProgress;
  report(bytes(1));
  report(bytes(2));
  vi.advanceTimersByTime(20);
  report(bytes(3));
  report(bytes(9));
  report({ stage: 'compile' });
  expect(seen).toEqual([bytes(1), bytes(3), bytes(9), { stage: 'compile' }]);
});
