import { type Display, type Picture, type Settings, SLOTS, type Slot } from './state.ts';
import { formatUrl } from './url-state.ts';

/** A view as it can travel: settings, display, and of the pictures those that are samples. */
export interface Linked {
  readonly settings: Settings;
  readonly display: Display;
  readonly pictures: Readonly<Record<Slot, Picture | null>>;
}

/** The query of the link that reproduces a view, `''` or `?…`; a person's own images do not travel. */
export function linkOf({ settings, display, pictures }: Linked): string {
  const samples: Partial<Record<Slot, string>> = {};
  for (const slot of SLOTS) {
    const origin = pictures[slot]?.origin;
    if (origin?.kind === 'sample') samples[slot] = origin.sample;
  }
  return formatUrl(settings, display, samples);
}
