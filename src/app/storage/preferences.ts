import * as v from 'valibot';
import { storedAs } from './names.ts';

/** What a user chose about the page itself. Read before the first frame, so not in the database; says nothing of any image. */
const Preferences = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  shortcuts: v.fallback(v.boolean(), true),
  /** Whether the pictures stay in view beside the panel one works in, and how high, CSS pixels; null: as the page has it. */
  picturesStay: v.fallback(v.boolean(), true),
  picturesHeight: v.fallback(v.nullable(v.pipe(v.number(), v.minValue(80), v.maxValue(4000))), null),
});
export type Preferences = v.InferOutput<typeof Preferences>;

const DEFAULTS: Preferences = { theme: 'system', shortcuts: true, picturesStay: true, picturesHeight: null };

/** Carries the version of what is stored; an older one would be read and rewritten here. */
const name = () => storedAs(new URL('./', document.baseURI).href, 'preferences:1');

/** The defaults where nothing is stored, it cannot be read, or storage is refused. */
export function loadPreferences(): Preferences {
  try {
    return readPreferences(localStorage.getItem(name()));
  } catch {
    return DEFAULTS;
  }
}

export function readPreferences(text: string | null): Preferences {
  const parsed = v.safeParse(Preferences, JSON.parse(text ?? 'null'));
  return parsed.success ? parsed.output : DEFAULTS;
}

export function savePreference(change: Partial<Preferences>): void {
  try {
    localStorage.setItem(name(), JSON.stringify({ ...loadPreferences(), ...change }));
  } catch {
    // Private windows refuse storage; the choice then lasts as long as the page.
  }
}
