import { beforeAll, expect, it } from 'vitest';
import { ownCard } from '../app/networks/own-card.ts';
import { alone } from '../core/methods/objectives-of.ts';
import { LoadedModel } from '../engine/worker/loaded-model.ts';
import { makeMap } from '../engine/worker/make-map.ts';
import { Network } from '../engine/worker/network.ts';
import { inspect } from '../graph/inspect.ts';
import { prepare } from '../graph/prepare.ts';
import { PREPROCESSINGS } from '../graph/preprocess.ts';
import { formulaPixels } from './formula-images.ts';
import { relativeError } from './relative-error.ts';
import { startWasm } from './start-wasm.ts';
import { explainPlainly, THIRD_LAYERS, THIRD_SIZE, thirdNetwork } from './third-network.ts';

beforeAll(startWasm);

it('a network that nobody prepared is explained at every layer as plain loops have it', async () => {
  const files = [{ name: 'third.onnx', bytes: thirdNetwork() }];
  const choices = { preprocessing: PREPROCESSINGS['zero-one'] };
  const { card, modelTopology, weightSpecs, weightData } = prepare(files, choices);
  expect(card).toMatchObject({
    input: { height: 64, width: 32 },
    embedding: { l2: true },
    head: { kind: 'affine' },
  });
  expect(card.layers.map(({ name }) => name)).toEqual(THIRD_LAYERS);
  // Padding 1 on both sides: cell (0, 0) sees the first pixel, wherever the stride has taken it.
  expect(card.layers.map(({ start, step, cells }) => ({ start, step, cells }))).toEqual([
    { start: [0.5, 0.5], step: [2, 2], cells: [32, 16] },
    ...[1, 2, 3].map(() => ({ start: [0.5, 0.5], step: [4, 4], cells: [16, 8] })),
  ]);
  const topology = { modelTopology, weightsManifest: [{ paths: [], weights: weightSpecs }] };
  const network = await Network.load(ownCard(card, inspect(files, choices), 'stretch'), topology, weightData);
  const model = new LoadedModel(network, { forwards: 0, masked: 0, propagations: 0 });
  const pixels = (['a', 'b'] as const).map((key) => Uint8Array.from(formulaPixels(key, THIRD_SIZE)));
  const images = (['a', 'b'] as const).map((key, i) => ({
    key,
    size: [64, 32] as const,
    pixels: pixels[i]!,
  }));
  const answers = { a: explainPlainly(pixels[0]!, pixels[1]!), b: explainPlainly(pixels[1]!, pixels[0]!) };
  for (const [at, { node, label }] of network.layers.entries()) {
    model.forward(images, node);
    const [x, y] = [await model.pooled('a', node), await model.pooled('b', node)];
    expect(relativeError([...x.embedding], answers.a.embedding)).toBeLessThan(1e-5);
    for (const slot of ['a', 'b'] as const)
      for (const scope of ['final', 'layer'] as const) {
        const { map } = await makeMap(
          model,
          {
            job: 1,
            image: slot,
            layer: node,
            against: alone(slot === 'a' ? y : x),
            seed: 1,
            method: 'sfam',
            metric: 'cosine',
            reading: 'contribution',
            scope,
          },
          () => false,
          null,
        );
        expect(relativeError(map, answers[slot].maps[at]![scope]), `${label} ${scope} ${slot}`).toBeLessThan(
          1e-4,
        );
      }
  }
  model.dispose();
});
