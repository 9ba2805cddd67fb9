import { atFalseAccept } from '../../core/verification/verification.ts';
import type { Result } from '../state.ts';
import type { Verification } from './gallery-scores.ts';
import type { GalleryState } from './gallery-state.ts';

const percent = (rate: number) => `${Number((100 * rate).toPrecision(2))} %`;

/** A pair's score read against the gallery's pairs, as one sentence. */
export function scoreWords(score: number, { curve, same, different }: Verification, rate: number): string {
  const { threshold } = atFalseAccept(curve, rate);
  const pairs = `your ${same + different} pairs`;
  if (!Number.isFinite(threshold))
    return `No threshold has ${percent(rate)} false accepts or fewer on ${pairs}: one of the ${different} of two classes scores highest.`;
  const side = score >= threshold ? 'At or above' : 'Below';
  return `${side} the threshold at ${percent(rate)} false accepts of ${pairs}, ${String(Number(threshold.toPrecision(4))).replaceAll('-', '−')}.`;
}

/** The same of the result on screen; null where it was not made as the gallery was, or of another similarity. */
export function resultWords(
  { settings, finalScore }: Result,
  { made, verified }: Pick<GalleryState, 'made' | 'verified'>,
  rate: number,
): string | null {
  if (!made || !verified || settings.scope !== 'final' || settings.metric !== verified.metric) return null;
  const same = made.model === settings.model && made.fit === settings.fit;
  if (!same || made.size.join() !== settings.size.join()) return null;
  return scoreWords(finalScore.similarity, verified.verification, rate);
}
