import type { Intake } from '../intake.ts';
import { imageIn, picturesOf, type Store } from '../store.ts';
import { membersBeside, SHIPPED } from './image-group.ts';

/**
 * Where a third image is asked for and none stands there yet, a photograph that ships takes its place, so that the
 * choice shows something at once. Resolves when it stands there.
 */
export async function completeCompany(store: Store, intake: Intake): Promise<void> {
  const { settings, images } = store.getState();
  if (settings.against !== 'image' || imageIn(images, 'c').status !== 'empty') return;
  const shown = Object.values(picturesOf(images)).filter((picture) => picture !== null);
  const [first] = membersBeside(SHIPPED, shown);
  if (first) await intake.sample('c', first.member.id.replace('sample:', ''));
}
