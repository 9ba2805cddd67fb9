import { reconcile } from '../../app/settings.ts';
import type { Settings } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method, MethodId } from '../../core/methods/method.ts';

/** One column: a way to make a map of an image, with everything that decides it. */
export interface Column {
  readonly method: MethodId;
  readonly label: string;
  readonly settings: Settings;
}

/** The systems that the SFAM paper sets side by side, and the control that knows nothing of the pair. */
export const FIRST_CHOICE: readonly MethodId[] = [
  'sfam',
  'grad-cam',
  'grad-cam-plus-plus',
  'relevance-cam',
  'mean-activation',
];

/** Methods in the order of the registry, each under the settings on screen as far as it knows them. */
export function columnsOf(methods: readonly MethodId[], settings: Settings): Column[] {
  return Object.values<Method>(METHODS)
    .filter(({ id }) => methods.includes(id))
    .map(({ id, label, uses }) => {
      const own = reconcile(settings, { method: id, against: 'none' }).settings;
      const reading = uses.reading ? `, ${READINGS[own.cis].label.toLowerCase()}` : '';
      return { method: id, label: `${label}${reading}${own.smooth ? ', smoothed' : ''}`, settings: own };
    });
}
