import { type Display, type Picture, type Settings, SLOTS, type Slot } from './state.ts';
import { formatUrl } from './url-state.ts';

/** A view as it can travel: settings, display, and of the pictures those that are samples. */
export interface Linked {
  readonly settings: Settings;
  readonly display: Display;
  readonly pictures: Readonly<Record<Slot, Picture | null>>;
  /** Sample ids for slots without a picture yet. */
  readonly awaited?: Readonly<Partial<Record<Slot, string>>>;
}

/** The query of the link that reproduces a view, `''` or `?…`; of a person's own images it says only that there were some. */
export function linkOf({ settings, display, pictures, awaited = {} }: Linked): string {
  const samples: Partial<Record<Slot, string>> = {};
  const own: Slot[] = [];
  for (const slot of SLOTS) {
    const origin = pictures[slot]?.origin;
    const sample = origin?.kind === 'sample' ? origin.sample : awaited[slot];
    if (origin?.kind === 'file') own.push(slot);
    else if (sample !== undefined) samples[slot] = sample;
  }
  return formatUrl(settings, display, samples, own);
}
