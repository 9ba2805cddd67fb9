import type { LoadProgress } from '../api.ts';

const FRAME_MS = 16;

/** Passes on at most one report of a download's bytes a frame, and whatever begins or ends one. */
export function perFrame(report: (progress: LoadProgress) => void): (progress: LoadProgress) => void {
  let reported = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    const passing = progress.stage === 'download' && progress.loaded < progress.total;
    if (passing && now - reported < FRAME_MS) return;
    reported = now;
    report(progress);
  };
}
