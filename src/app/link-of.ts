import { formatBox } from './crop-box.ts';
import {
  type ChosenClasses,
  type Display,
  type Picture,
  type Place,
  type Settings,
  SLOTS,
  type Slot,
} from './state.ts';
import { formatUrl } from './url-state.ts';

/** A view as it can travel: settings, display, and of the pictures those that are samples. */
export interface Linked {
  readonly settings: Settings;
  readonly display: Display;
  readonly pictures: Readonly<Record<Slot, Picture | null>>;
  /** Image C, where it takes part. */
  readonly third?: Picture | null;
  /** In the link where they are of the network's own layer: a fitted one does not travel. */
  readonly classes?: ChosenClasses | null;
  /** Sample ids for slots without a picture yet. */
  readonly awaited?: Readonly<Partial<Record<Place, string>>>;
}

/** The query of the link that reproduces a view, `?…`; of a user's own images it says only that there were some. */
export function linkOf({
  settings,
  display,
  pictures,
  third = null,
  classes = null,
  awaited = {},
}: Linked): string {
  const samples: Partial<Record<Place, string>> = {};
  const boxes: Partial<Record<Place, string>> = {};
  const own: Place[] = [];
  const places: readonly Place[] = settings.against === 'image' ? [...SLOTS, 'c'] : SLOTS;
  for (const slot of places) {
    const picture = slot === 'c' ? third : pictures[slot];
    const origin = picture?.origin;
    const sample = origin?.kind === 'sample' ? origin.sample : awaited[slot];
    if (origin?.kind === 'file') own.push(slot);
    else if (sample !== undefined) samples[slot] = sample;
    if (origin?.kind === 'sample' && picture?.box) boxes[slot] = formatBox(picture.box);
  }
  return formatUrl(settings, display, samples, own, boxes, classes);
}
