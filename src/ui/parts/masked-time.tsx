import { copiesOfMethods, copiesWork } from '../../app/evidence/copies.ts';
import { paceOf } from '../../app/pace.ts';
import type { Result } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { MethodId } from '../../core/methods/method.ts';
import { useAppHandle } from '../app-context.ts';
import { useTimeOf } from '../hooks/use-estimate.ts';

/** About how long the masked copies take that some methods ask for, of the images of a result. */
export function MaskedTime(props: { readonly result: Result; readonly methods: readonly MethodId[] }) {
  const { result, methods } = props;
  const { services } = useAppHandle();
  const copies = copiesOfMethods(methods, result.settings.smooth);
  // Which copies a worker has kept of earlier ones, nobody knows.
  const fresh = methods.every(
    (id) => METHODS[id].kind !== 'perturbation' || paceOf(services).isFresh(result, id),
  );
  const words = useTimeOf(
    copies > 0 && fresh ? copiesWork(services, result, result.explanations.length * copies, 'masked') : null,
  );
  return words === null ? null : <p className="quiet number">{words}</p>;
}
