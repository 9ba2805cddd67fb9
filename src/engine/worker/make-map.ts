import { AppError } from '../../core/app-error.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { MapContext, MapOutcome } from '../../core/methods/method.ts';
import { VARIATIONS } from '../../core/methods/smoothing.ts';
import { meanOfVariations, varied } from '../../core/methods/smoothing-copies.ts';
import type { MadeMap, MapProgress, MapRequest } from '../api.ts';
import type { LoadedModel, Tally } from './loaded-model.ts';
import { mapContext } from './map-context.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/**
 * One image's map by the method asked for, and beside it the control that every result is shown with.
 *
 * @param isCancelled asked between the batches of a perturbation method, and between the copies of a smoothed map.
 * @throws AppError `cancelled`, `not-finite`.
 */
export async function makeMap(
  model: LoadedModel,
  request: MapRequest,
  isCancelled: () => boolean,
  progress: MapProgress | null,
): Promise<MadeMap> {
  const tally: Tally = { masked: 0, propagations: 0 };
  const [h, w] = model.shape(request.image, request.layer);
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
  const [{ outcome, copies }, activity] = await Promise.all([
    request.smooth
      ? smoothed(model, request, context, tally)
      : model
          .side(request.image, request.layer, tally)
          .then((side) => METHODS[request.method].map(side, context))
          .then((made) => ({ outcome: made, copies: 0 })),
    model.activity(request.image, request.layer),
  ]);
  if (!outcome.map.every(Number.isFinite))
    throw new AppError('not-finite', `map of ${request.method}, image ${request.image}`);
  return {
    map: outcome.map,
    shape: [h, w],
    cis: outcome.cis ?? null,
    unstable: outcome.unstable ?? 0,
    ...activity,
    ...tally,
    copies,
  };
}

/** The mean over copies of the image (core/methods/smoothing.ts); the untouched one is there already. */
async function smoothed(
  model: LoadedModel,
  { image, layer, method }: MapRequest,
  context: MapContext,
  tally: Tally,
): Promise<{ readonly outcome: MapOutcome; readonly copies: number }> {
  const { input } = await model.source(image, layer);
  const outcomes: MapOutcome[] = [];
  let copies = 0;
  for (const [index, variation] of VARIATIONS.entries()) {
    context.signal.throwIfAborted();
    const key = index === 0 ? image : `${image}|copy ${index}`;
    if (index > 0) {
      const pixels = varied(input.pixels, input.size, variation);
      copies += model.forward([{ key, pixels, size: input.size }], layer);
    }
    const made = await model.holding([key], async () => {
      const side = await model.side(key, layer, tally);
      return METHODS[method].map(side, {
        ...context,
        // What one copy has so far is no part of the mean yet.
        report: (fraction) => context.report((index + fraction) / VARIATIONS.length),
      });
    });
    outcomes.push(made);
    context.report((index + 1) / VARIATIONS.length);
    await yieldToEventLoop();
  }
  const [h, w] = model.shape(image, layer);
  return { outcome: meanOfVariations(outcomes, [h, w]), copies };
}
