import { beforeAll, describe, expect, it } from 'vitest';
import { alone } from '../../core/methods/objectives-of.ts';
import type { Vectors } from '../../core/methods/side.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { Metric } from '../../core/metrics/metric.ts';
import { extraMaps, goldenModel } from '../../testing/golden-model.ts';
import { formulaInputs, wasmEngine } from '../../testing/node-engine.ts';
import { relativeError } from '../../testing/relative-error.ts';
import type { Engine } from './engine.ts';

/** On cpu, engine.golden.test.ts holds them to the same numbers. */
describe.each(['objects', 'faces'] as const)('Grad-CAM++ and XGrad-CAM of %s on wasm', (model) => {
  const { layers } = goldenModel(model);
  let engine: Engine;
  const vectors = new Map<string, readonly Vectors[]>();

  beforeAll(async () => {
    engine = await wasmEngine(model);
    for (const { node } of layers) vectors.set(node, (await engine.vectors(formulaInputs(), node)).vectors);
  }, 120_000);

  it.each(
    layers.flatMap(({ node }) => Object.values<Metric>(METRICS).map(({ id }) => ({ node, metric: id }))),
  )('$node $metric', async ({ node, metric }) => {
    for (const { method, pair } of extraMaps(model, node, metric))
      for (const [image, other] of [
        ['a', 1],
        ['b', 0],
      ] as const) {
        const against = alone(vectors.get(node)![other]!);
        const request = { job: 1, image, layer: node, against, method, metric, seed: 1 } as const;
        const { map } = await engine.map({ ...request, reading: 'contribution', scope: 'final' }, null);
        expect(relativeError(map, pair[image]), `${method} of ${image}`).toBeLessThan(1e-4);
      }
  });
});
