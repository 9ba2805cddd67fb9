import type { Method } from '../../core/methods/method.ts';

/** What the two ends of a colour scale mean. */
export interface EndWords {
  readonly low: string;
  readonly high: string;
}

/** Null for values that are no evidence: of a control, or of a method that looks at one image only. */
export function endWords({ uses }: Pick<Method, 'uses'>): EndWords | null {
  return uses.metric ? { low: 'pushes the pair apart', high: 'pulls it together' } : null;
}
