import { AppError } from '../../core/app-error.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { MadeMap, MapProgress, MapRequest } from '../api.ts';
import type { LoadedModel, Tally } from './loaded-model.ts';
import { mapContext } from './map-context.ts';

/**
 * One image's map by the method asked for, and beside it the control that every result is shown with.
 *
 * @param isCancelled asked between the batches of a perturbation method.
 * @throws AppError `cancelled`, `not-finite`.
 */
export async function makeMap(
  model: LoadedModel,
  request: MapRequest,
  isCancelled: () => boolean,
  progress: MapProgress | null,
): Promise<MadeMap> {
  const tally: Tally = { masked: 0, propagations: 0 };
  const side = await model.side(request.image, request.layer, tally);
  const [h, w] = side.shape;
  const signal = {
    get aborted() {
      return isCancelled();
    },
    throwIfAborted() {
      if (isCancelled()) throw new AppError('cancelled');
    },
  };
  const context = mapContext(request, {
    signal,
    report: (fraction, partial) => progress?.(fraction, partial ?? null),
  });
  const [outcome, activity] = await Promise.all([
    METHODS[request.method].map(side, context),
    model.activity(request.image, request.layer),
  ]);
  if (!outcome.map.every(Number.isFinite)) throw new AppError('not-finite', `map of ${request.method}`);
  return {
    map: outcome.map,
    shape: [h, w],
    cis: outcome.cis ?? null,
    unstable: outcome.unstable ?? 0,
    ...activity,
    ...tally,
  };
}
