import { explainedByItself } from '../../app/inspect/same-for-network.ts';
import { type Sense, senseOf } from '../../app/sense-of.ts';
import type { Result } from '../../app/state.ts';
import type { EndWords } from '../../core/meanings.ts';
import type { Method } from '../../core/methods/method.ts';

/** How the colour scale of a result's maps is to be read: no ends between images that are the same to the network. */
export function scaleSense(
  result: Pick<Result, 'settings' | 'explanations'>,
  method: Method,
): Pick<Sense, 'unit'> & { readonly ends: EndWords | null } {
  const { unit, ends } = senseOf(result.settings, method);
  return { unit, ends: explainedByItself(result) ? null : ends };
}
