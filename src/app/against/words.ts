import { explanationIn } from '../result.ts';
import type { Explanation, KnownPartner, Result } from '../state.ts';

/** Against whom the map of an image was made, besides its partner, in the middle of a sentence; null: nobody. */
export function rivalWords({
  settings,
  against: partners,
}: Pick<Explanation, 'settings' | 'against'>): string | null {
  const { against } = settings;
  if (against === 'none') return null;
  if (against === 'class') return classWords(partners);
  const rivals = partners.filter(({ weight }) => weight < 0);
  if (rivals.length === 0) return null;
  if (against === 'image') return 'against C';
  return against === 'blank' ? 'against a blank image' : `against ${rivals.length} other images`;
}

/** Of a class, whose mean takes the other image's place. */
function classWords(partners: readonly KnownPartner[]): string {
  const [fore, rest] = [
    partners.filter(({ weight }) => weight > 0),
    partners.filter(({ weight }) => weight < 0),
  ];
  const names = (some: readonly KnownPartner[]) => some.map(({ name }) => `the ${name}`).join();
  return `by ${names(fore)}${rest.length > 0 ? ` against ${names(rest)}` : ''}`;
}

/** The whole comparison, in the middle of a sentence; null where nobody but the two images takes part. */
export function againstWords(result: Pick<Result, 'explanations'>): string | null {
  return rivalWords(explanationIn(result, 'a'));
}
