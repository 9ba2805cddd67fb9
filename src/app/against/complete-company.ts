import { referencesBeside } from '../../core/samples/reference-set.ts';
import type { Intake } from '../intake.ts';
import { imageIn, picturesOf, type Store } from '../store.ts';

/**
 * Where a third image is asked for and none stands there yet, a photograph that ships takes its place, so that the
 * choice shows something at once. Resolves when it stands there.
 */
export async function completeCompany(store: Store, intake: Intake): Promise<void> {
  const { settings, images } = store.getState();
  if (settings.against !== 'image' || imageIn(images, 'c').status !== 'empty') return;
  const shown = Object.values(picturesOf(images)).flatMap((picture) =>
    picture?.origin.kind === 'sample' ? [picture.origin.sample] : [],
  );
  const [first] = referencesBeside(shown);
  if (first) await intake.sample('c', first.sample.id);
}
