import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MethodId } from '../../core/methods/method.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import { formulaPixels } from '../../testing/formula-images.ts';
import { ownNetwork } from '../../testing/onnx/own-network.ts';
import { type NetworkName, openNetwork } from '../../testing/onnx/packed.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { startWasm } from '../../testing/start-wasm.ts';
import { LoadedModel } from './loaded-model.ts';
import { makeMap } from './make-map.ts';
import type { Network } from './network.ts';
import { randomizedNetwork } from './randomized-network.ts';
import { stability } from './stability.ts';

beforeAll(startWasm);

/** A transformer whose class token goes past the layers, gates beside the path, and branches that are joined. */
describe.each(['vit-cls', 'osnet', 'resnet-gapgmp-l2'] as const)('%s on wasm', (name: NetworkName) => {
  const packed = openNetwork(name);
  const { input } = packed.answers;
  const size = [input.height, input.width] as const;
  const images = (['a', 'b'] as const).map((key) => ({
    key,
    size,
    pixels: Uint8Array.from(formulaPixels(key, input)),
  }));
  const load = () => ownNetwork(packed, 'dynamo');
  const middle = ({ layers }: Network) =>
    layers.find(({ name: value }) => packed.answers.exports.dynamo!.taps.middle.includes(value))!.node;

  async function on<T>(
    network: Network,
    work: (model: LoadedModel, request: (method: MethodId) => ReturnType<typeof asked>) => Promise<T>,
  ) {
    const model = new LoadedModel(network, { forwards: 0, masked: 0, propagations: 0 });
    try {
      const layer = middle(network);
      model.forward(images, layer);
      const other = await model.pooled('b', layer);
      return await work(model, (method) => asked(method, layer, other));
    } finally {
      model.dispose();
    }
  }
  const asked = (method: MethodId, layer: string, other: Awaited<ReturnType<LoadedModel['pooled']>>) => ({
    job: 1,
    image: 'a',
    layer,
    against: alone(other),
    method,
    metric: 'cosine' as const,
    reading: 'contribution' as const,
    scope: 'final' as const,
    seed: 1,
  });
  const gradCam = (network: Network) =>
    on(network, async (model, request) => (await makeMap(model, request('grad-cam'), () => false, null)).map);

  it('leaves no tensor behind, whatever is kept', async () => {
    const { numTensors } = tf.memory();
    await gradCam(await load());
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('is shuffled block by block, from the last one on', async () => {
    const network = await load();
    // Not 1: what a transformer has after its last block are a norm of ones and zeros, which no order changes.
    const stages = [0, 2, 4, network.layers.length];
    const maps: Float32Array[] = [];
    for (const blocks of stages) maps.push(await gradCam(await randomizedNetwork(network, blocks, 1)));
    network.dispose();
    expect(relativeError(maps[0]!, await gradCam(await load()))).toBe(0);
    for (const [i, map] of maps.entries())
      if (i > 0) expect(relativeError(map, maps[i - 1]!)).toBeGreaterThan(1e-3);
  });

  it('is disturbed at a layer, what does not depend on it held still', async () => {
    const moved = await on(await load(), async (model, request) => {
      const { layer, image } = request('grad-cam');
      return stability(await model.source(image, layer), request('grad-cam'), (activation, cotangent) =>
        model.propagate(layer, activation, cotangent, model.sidesOf(image, layer)),
      );
    });
    for (const { jump } of moved.trials) expect(jump).toBeLessThan(1e-2);
  });

  it('is masked', async () => {
    const map = await on(
      await load(),
      async (model, request) => (await makeMap(model, request('occlusion'), () => false, null)).map,
    );
    expect(map.every(Number.isFinite)).toBe(true);
    expect(Math.max(...map)).toBeGreaterThan(Math.min(...map));
  });
});
