import type { AppState, ImageSlot } from '../../app/state.ts';
import type { SamplePair } from '../../core/samples/sample.ts';
import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';

/** The sample pair that stands in the slots now, or null. */
export function openPair({ images }: AppState): SamplePair | null {
  const a = sampleIn(images.a);
  const b = sampleIn(images.b);
  return SAMPLE_PAIRS.find((pair) => pair.a === a && pair.b === b) ?? null;
}

function sampleIn(image: ImageSlot): string | null {
  return image.status === 'ready' && image.picture.origin.kind === 'sample'
    ? image.picture.origin.sample
    : null;
}
