import { setBackend, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MapOutcome } from '../../core/methods/method.ts';
import type { Vectors } from '../../core/methods/side.ts';
import { modelCard } from '../../core/models/index.ts';
import { type ContextChange, mapContext } from '../../testing/map-context.ts';
import { type MethodCase, methodCases } from '../../testing/method-cases.ts';
import { modelBytes, smallInputs } from '../../testing/node-engine.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { startWasm } from '../../testing/start-wasm.ts';
import { FeatureMap } from './feature-map.ts';
import { Network } from './network.ts';
import { pixelTensor } from './pixels.ts';
import { TensorSide } from './tensor-side.ts';

/** Small enough for hundreds of forward passes on the cpu backend. */
const SIZE = 64;
/** Masks after which a perturbation method's partial map is compared: the rest would show nothing new. */
const MASKS = 16;
const BACKENDS = ['cpu', 'wasm'] as const;
type Backend = (typeof BACKENDS)[number];

/** The feature maps of a pair at a layer, read back, `[2, h, w, K]`. */
interface Features {
  readonly shape: readonly [number, number, number, number];
  readonly data: Float32Array;
}

/** One image's share, `[h, w, K]`. */
function share({ shape, data }: Features, index: 0 | 1): Float32Array {
  const length = data.length / shape[0];
  return data.subarray(index * length, (index + 1) * length);
}

function pooled(features: Features, index: 0 | 1): Float32Array {
  const [, h, w, k] = features.shape;
  const mean = new Float64Array(k);
  share(features, index).forEach((value, i) => {
    mean[i % k]! += value / (h * w);
  });
  return Float32Array.from(mean);
}

/**
 * What no golden covers: every method, metric, reading and scope, layer by layer, wasm against the cpu backend. Both
 * are given the same feature maps, the cpu's: from two forward passes a gate within rounding of its kink could fall
 * on different sides (spec.md, Kinks).
 */
describe.each(['objects', 'faces'] as const)('%s on wasm and on cpu', (model) => {
  const card = modelCard(model);
  const last = card.defaultLayer;
  // `faces` repeats one kind of block, and its layers are wide: every third will do.
  const layers = card.layers.filter((_, i) => model === 'objects' || (card.layers.length - 1 - i) % 3 === 0);
  const inputs = smallInputs(SIZE).map(({ pixels }) => pixels!);
  const features: Record<Backend, Map<string, Features>> = { cpu: new Map(), wasm: new Map() };
  const maps: Record<Backend, Map<string, Float32Array>> = { cpu: new Map(), wasm: new Map() };
  /** Maps in which the method itself found a division by nearly nothing: they amplify rounding, and say so. */
  const unstable: Record<Backend, Map<string, number>> = { cpu: new Map(), wasm: new Map() };
  const name = (layer: string, each: MethodCase) => `${layer}: ${each.name}`;
  const plain = methodCases().filter(({ method }) => method.kind !== 'perturbation');
  const masked = methodCases().filter(
    ({ method, metric }) => method.kind === 'perturbation' && metric.id === 'cosine',
  );
  const cases = [
    ...layers.flatMap(({ node }) => plain.map((each) => [name(node, each), node, each] as const)),
    ...masked.map((each) => [name(last, each), last, each] as const),
  ];

  const vectors = (node: string, index: 0 | 1): Vectors => ({
    pooled: pooled(features.cpu.get(node)!, index),
    embedding: pooled(features.cpu.get(last)!, index),
  });

  async function forward(network: Network, backend: Backend): Promise<void> {
    for (const [node, map] of network.forward(pixelTensor(inputs, [SIZE, SIZE]))) {
      // A backend may hand out its own memory.
      const data = (await map.data<'float32'>()).slice();
      features[backend].set(node, { shape: map.shape, data });
      map.dispose();
    }
  }

  /** One way back for all methods that differ in how they reduce G, as in the engine. */
  const gradients: Record<Backend, Map<string, Tensor4D>> = { cpu: new Map(), wasm: new Map() };

  /** Image A's side, from the cpu's feature map. */
  function side(network: Network, node: string, backend: Backend): TensorSide {
    const { shape } = features.cpu.get(node)!;
    const activation: Tensor4D = tensor4d(share(features.cpu.get(node)!, 0), [
      1,
      shape[1],
      shape[2],
      shape[3],
    ]);
    const source = {
      image: 'a',
      layer: node,
      isEmbedding: node === last,
      map: FeatureMap.of(activation),
      vectors: vectors(node, 0),
      input: { pixels: inputs[0]!, size: [SIZE, SIZE] as const },
    };
    return new TensorSide(source, {
      gradient: (_image, _layer, cotangent) => {
        const key = [node, cotangent.join()].join('\n');
        const known = gradients[backend].get(key);
        if (known) return known;
        const gradient = network.propagate(node, activation, tensor2d(cotangent, [1, cotangent.length]));
        gradients[backend].set(key, gradient);
        return gradient;
      },
      relevance: (_image, _layer, relevance) =>
        network.relevance(node, activation, tensor2d(relevance, [1, relevance.length])),
      embedMasked: (images) => network.embed(images),
    });
  }

  /** Whole, or of a perturbation method what there is of it after a few masks. */
  async function mapOf(
    network: Network,
    backend: Backend,
    node: string,
    { method, metric, reading, scope }: MethodCase,
  ) {
    let partial: Float32Array | null = null;
    let batches = 0;
    const enough = () => method.kind === 'perturbation' && batches * 16 >= MASKS;
    const context: ContextChange = {
      metric,
      reading,
      scope,
      signal: {
        get aborted() {
          return enough();
        },
        throwIfAborted() {
          if (enough()) throw new Error('enough');
        },
      },
      report: (_, seen) => {
        batches += 1;
        if (seen) partial = Float32Array.from(seen);
      },
    };
    const making = method.map(side(network, node, backend), mapContext(vectors(node, 1), context));
    const outcome: MapOutcome = await making.then(
      (outcome) => outcome,
      (error: unknown) => {
        if (!enough()) throw error;
        return { map: partial! };
      },
    );
    return outcome;
  }

  beforeAll(async () => {
    const bytes = await modelBytes(model);
    for (const backend of BACKENDS) {
      await (backend === 'wasm' ? startWasm() : setBackend('cpu'));
      const network = await Network.load(card, bytes.topology, bytes.weights);
      await forward(network, backend);
      for (const [key, node, each] of cases) {
        const outcome = await mapOf(network, backend, node, each);
        maps[backend].set(key, outcome.map);
        unstable[backend].set(key, outcome.unstable ?? 0);
      }
    }
    await setBackend('cpu');
  }, 400_000);

  it.each(card.layers.map(({ node }) => node))('feature maps at %s', (node) => {
    const [cpu, wasm] = [features.cpu.get(node)!, features.wasm.get(node)!];
    expect(wasm.shape).toEqual(cpu.shape);
    expect(relativeError(wasm.data, cpu.data)).toBeLessThan(1e-4);
  });

  it.each(cases)('%s', (key, _node, each) => {
    const [cpu, wasm] = [maps.cpu.get(key)!, maps.wasm.get(key)!];
    expect(cpu.length).toBeGreaterThan(0);
    const error = relativeError(wasm, cpu);
    if (each.method.id !== 'grad-cam-plus-plus') expect(error).toBeLessThan(1e-4);
    // It divides by 2 + G ΣA, which amplifies rounding well before it counts as next to nothing.
    else if (unstable.cpu.get(key) === 0) expect(error).toBeLessThan(1e-3);
    else expect(unstable.wasm.get(key)).toBeGreaterThan(0);
  });
});
