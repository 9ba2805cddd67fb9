import { mean, setBackend, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { relevanceOfClass } from '../../../core/classifier/classifier.ts';
import { alone } from '../../../core/methods/objectives-of.ts';
import { METRICS } from '../../../core/metrics/index.ts';
import type { Metric } from '../../../core/metrics/metric.ts';
import { modelCard } from '../../../core/models/index.ts';
import { random } from '../../../core/random.ts';
import { formulaPixels } from '../../../testing/formula-images.ts';
import golden from '../../../testing/golden/objective.json' with { type: 'json' };
import { smallInputs, wasmEngine } from '../../../testing/node-engine.ts';
import { ownNetwork } from '../../../testing/onnx/own-network.ts';
import { NETWORKS, openNetwork } from '../../../testing/onnx/packed.ts';
import { attr, GraphBuilder } from '../../../testing/operators/graph-builder.ts';
import { relativeError } from '../../../testing/relative-error.ts';
import { startWasm } from '../../../testing/start-wasm.ts';
import { Graph } from '../graph.ts';
import type { Network } from '../network.ts';
import { pixelTensor } from '../pixels.ts';
import { tailRelevance } from '../vjp.ts';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, value) => all + value, 0);
const BACKENDS = ['cpu', 'wasm'] as const;

beforeAll(startWasm);

const [H, W, K] = [4, 6, 3];
const settings = {
  strides: attr.ints(1, 1, 1, 1),
  dilations: attr.ints(1, 1, 1, 1),
  padding: attr.text('SAME'),
  data_format: attr.text('NHWC'),
};
const pool = { ...settings, ksize: attr.ints(1, 2, 2, 1), strides: attr.ints(1, 2, 2, 1) };
type Build = (graph: GraphBuilder, x: string, weights: (...shape: number[]) => string) => string;

/** One node, or a few, each; no denominator is 0, as values are above 0 and every sum has a weight above 0. */
const RULES: Readonly<Record<string, Build>> = {
  convolution: (g, x, w) => g.node('Conv2D', [x, w(3, 3, K, 8)], settings),
  'fused with a bias and ReLU': (g, x, w) =>
    g.node('_FusedConv2D', [x, w(1, 1, K, 8), g.constant(new Float32Array(8).fill(9), [8])], {
      ...settings,
      num_args: attr.int(1),
      fused_ops: attr.texts('BiasAdd', 'Relu'),
    }),
  depthwise: (g, x, w) => g.node('DepthwiseConv2dNative', [x, w(3, 3, K, 1)], settings),
  'matrix product': (g, x, w) =>
    g.node('Reshape', [
      g.node('MatMul', [g.node('Reshape', [x, g.integers(H * W, K)]), w(K, 8)]),
      g.integers(1, H, W, 8),
    ]),
  'average pool': (g, x) => g.node('AvgPool', [x], pool),
  'max pool': (g, x) => g.node('MaxPool', [x], pool),
  mean: (g, x) => g.node('Mean', [x, g.integers(1, 2)], { keep_dims: attr.flag(true) }),
  'sum of two branches': (g, x, w) => {
    const branch = g.node('Relu', [g.node('Conv2D', [x, w(1, 1, K, K)], settings)]);
    return g.node('AddV2', [x, branch]);
  },
  'squeeze and excitation': (g, x) =>
    g.node('Mul', [
      g.node('Sigmoid', [g.node('Mean', [x, g.integers(1, 2)], { keep_dims: attr.flag(true) })]),
      x,
    ]),
  SiLU: (g, x) => g.node('Mul', [x, g.node('Sigmoid', [x])]),
  'hard-swish': (g, x) =>
    g.node('Mul', [
      x,
      g.node('Mul', [g.node('Relu6', [g.node('AddV2', [x, g.constant([3], [])])]), g.constant([1 / 6], [])]),
    ]),
  'batch norm that was not folded': (g, x) =>
    g.node('AddV2', [g.node('Mul', [x, g.constant([2, 3, 4], [K])]), g.constant([1, 1, 1], [K])]),
  'layer norm': (g, x) => {
    const over = (value: string) => g.node('Mean', [value, g.integers(3)], { keep_dims: attr.flag(true) });
    const centred = g.node('Sub', [x, over(x)]);
    const variance = g.node('AddV2', [over(g.node('Mul', [centred, centred])), g.constant([1e-6], [])]);
    const scaled = g.node('Mul', [centred, g.node('Rsqrt', [variance])]);
    return g.node('Mul', [scaled, g.constant([2, 3, 4], [K])]);
  },
  'a norm in the middle': (g, x) => {
    const squares = g.node('Sum', [g.node('Mul', [x, x]), g.integers(3)], { keep_dims: attr.flag(true) });
    return g.node('RealDiv', [x, g.node('Sqrt', [squares])]);
  },
  attention: (g, x) => {
    const tokens = g.node('Reshape', [x, g.integers(1, H * W, K)]);
    const logits = g.node('BatchMatMulV2', [tokens, tokens], { adj_y: attr.flag(true) });
    const mixed = g.node('BatchMatMulV2', [g.node('Softmax', [logits]), tokens]);
    return g.node('Reshape', [mixed, g.integers(1, H, W, K)]);
  },
  'functions of one number': (g, x) => g.node('Exp', [g.node('Neg', [g.node('Sqrt', [x])])]),
  softsign: (g, x) => g.node('RealDiv', [x, g.node('AddV2', [g.node('Abs', [x]), g.constant([1], [])])]),
  'response normalisation': (g, x) =>
    g.node('RealDiv', [
      x,
      g.node('Pow', [g.node('AddV2', [g.node('Mul', [x, x]), g.constant([1], [])]), g.constant([0.75], [])]),
    ]),
  'difference of two branches': (g, x) => g.node('Sub', [g.node('Mul', [x, g.constant([3], [])]), x]),
  square: (g, x) => g.node('Mul', [x, x]),
  'square of a squashed value': (g, x) => {
    const squashed = g.node('Relu6', [x]);
    return g.node('Mul', [squashed, squashed]);
  },
  'product of two branches': (g, x, w) => g.node('Mul', [g.node('Conv2D', [x, w(1, 1, K, K)], settings), x]),
  'bilinear pooling': (g, x) => {
    const tokens = g.node('Reshape', [x, g.integers(1, H * W, K)]);
    const mixed = g.node('BatchMatMulV2', [tokens, tokens], { adj_x: attr.flag(true) });
    return g.node('Reshape', [mixed, g.integers(1, 1, K, K)]);
  },
  'a softmax over channels as a gate': (g, x) => g.node('Mul', [g.node('Softmax', [x]), x]),
  'bilinear resizing': (g, x) =>
    g.node('ResizeBilinear', [x, g.integers(H + 3, W + 5)], {
      align_corners: attr.flag(false),
      half_pixel_centers: attr.flag(true),
    }),
  'one or the other': (g, x) =>
    g.node('SelectV2', [g.node('Greater', [x, g.constant([0.6], [])]), x, g.node('Elu', [x])]),
  concatenation: (g, x) => g.node('ConcatV2', [x, g.node('Relu', [x]), g.integer(3)]),
};

describe.each(Object.entries(RULES))('%s', (_name, build) => {
  it('conserves relevance', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const stream = random(seed);
        const graph = new GraphBuilder();
        const x = graph.input('x', [-1, H, W, K]);
        const weights = (...shape: number[]) => {
          const size = shape.reduce((all, one) => all * one, 1);
          // Mostly below 0, and above 0 at each output's own: so that no Z is 0, and W⁻ is there to go wrong.
          const outputs = shape.at(-1)!;
          const values = Float32Array.from({ length: size }, () => stream.normal() - 0.3);
          for (let i = 0; i < Math.min(size, K * outputs); i++) {
            const middle = Math.floor(size / K / outputs / 2) * K * outputs + i;
            values[middle] = Math.abs(values[middle]!) + 0.1;
          }
          return graph.constant(values, shape);
        };
        const y = graph.node('Relu', [
          graph.node('AddV2', [build(graph, x, weights), graph.constant([99], [])]),
        ]);
        const model = await graph.build();
        const values = Float32Array.from({ length: H * W * K }, () => 0.1 + stream.uniform());
        const activation = tensor4d(values, [1, H, W, K]);
        const shape = (model.execute({ x: activation }, y) as Tensor4D).shape;
        const R = Float32Array.from({ length: shape.at(-1)! }, () => stream.normal());
        const carried = tailRelevance(
          await Graph.open(model),
          'x',
          y,
          activation,
          tensor2d(R, [1, R.length]),
        );
        expect(carried.shape).toEqual(activation.shape);
        expect(Math.abs(sum(await carried.data()) - sum(R))).toBeLessThan(1e-4);
        carried.dispose();
        model.dispose();
      }),
      { seed: 7, numRuns: 10 },
    );
  });
});

describe.each(BACKENDS)('the worked classifier on %s', (backend) => {
  it('relevance at both maps', async () => {
    await setBackend(backend);
    const { A1, A2, conv1x1, fc: rows, target, relevanceCam } = golden.classifier;
    const graph = new GraphBuilder();
    const x = graph.input('x', [-1, 2, 2, 2]);
    const turned = [0, 1].flatMap((k) => conv1x1.map((row) => row[k]!));
    const mixed = graph.node('Conv2D', [x, graph.constant(turned, [1, 1, 2, 3])], settings);
    const last = graph.node('Relu', [mixed]);
    const model = await graph.build();
    const pooled = [0, 1, 2].map((k) => A2.reduce((all, place) => all + place[k]! / 4, 0));
    const R = relevanceOfClass({ classes: ['a', 'b'], weights: rows.flat(), bias: [0, 0] }, pooled, target);
    const opened = await Graph.open(model);
    for (const [layer, map, { weights }] of [
      [last, A2, relevanceCam.A2],
      ['x', A1, relevanceCam.A1],
    ] as const) {
      const activation = tensor4d(map.flat(), [1, 2, 2, map[0]!.length]);
      const carried = tailRelevance(opened, layer, last, activation, tensor2d([...R], [1, 3]));
      const found = await mean(carried, [0, 1, 2]).data();
      expect(relativeError(found, weights)).toBeLessThan(1e-6);
    }
    model.dispose();
    await setBackend('wasm');
  });
});

/** The sum of relevance at every layer that ends a block, of 1 shared by the embedding's entries above 0. */
async function sumsOf(network: Network, image: Tensor4D): Promise<Map<string, number>> {
  const values = network.forward(image);
  const embedding = network.embed(image);
  const fires = (await embedding.data()).map((value) => (value > 0 ? 1 : 0));
  const start = tensor2d(
    fires.map((one) => one / sum(fires)),
    [1, fires.length],
  );
  const found = new Map<string, number>();
  const value = (name: string) => network.valuesAt(image, [name]).get(name)!;
  for (const { node, label } of network.layers.filter(({ block }) => block)) {
    const sides = { shape: (name: string) => value(name).shape, value };
    const carried = network.relevance(node, values.get(node)!, start, { sides });
    const R = await carried.data();
    expect(R.every(Number.isFinite), label).toBe(true);
    found.set(label, sum(R));
    carried.dispose();
  }
  for (const kept of values.values()) kept.dispose();
  embedding.dispose();
  return found;
}

/** Networks in which relevance meets no denominator of 0 with these images. */
const WHOLE = [
  'arcface-iresnet',
  'bninception-fc-l2',
  'conv4-protonet',
  'resnet12-fewshot',
  'vgg-flatten-fc',
];

describe.each(NETWORKS)('%s', (name) => {
  it('conserves relevance', async () => {
    const packed = openNetwork(name);
    const network = await ownNetwork(packed, packed.exporters.at(-1)!);
    const { height, width } = packed.answers.input;
    const image = pixelTensor([Uint8Array.from(formulaPixels('a', packed.answers.input))], [height, width]);
    const sums = await sumsOf(network, image);
    expect(sums.size).toBeGreaterThan(0);
    // Of a transformer's relevance the map has the patches' part: a class token, which goes past it, has the rest.
    if (packed.answers.tokens?.extra) {
      network.dispose();
      return;
    }
    for (const [label, total] of sums) {
      if (WHOLE.includes(name)) expect(total, label).toBeCloseTo(1, 5);
      else expect(total, label).toBeGreaterThan(0.5);
      expect(total, label).toBeLessThan(1.001);
    }
    network.dispose();
  });
});

describe.each(['objects', 'faces'] as const)('%s', (model) => {
  it('the pair’s Relevance-CAM at the last layer is the contribution divided by N, where a channel fires', async () => {
    const engine = await wasmEngine(model);
    const node = modelCard(model).defaultLayer;
    const { vectors, shape } = await engine.vectors(smallInputs(96), node);
    const features = await engine.features('a', node);
    const [cells, channels] = [shape[0] * shape[1], shape[2]];
    for (const { id: metric } of Object.values<Metric>(METRICS)) {
      const request = {
        job: 1,
        image: 'a',
        layer: node,
        against: alone(vectors[1]!),
        metric,
        seed: 1,
      } as const;
      const ask = (method: 'sfam' | 'relevance-cam') =>
        engine.map({ ...request, method, reading: 'contribution', scope: 'final' }, null);
      const [sfam, relevance] = [await ask('sfam'), await ask('relevance-cam')];
      const fires = (k: number) =>
        Array.from({ length: cells }, (_, p) => p).some((p) => features[p * channels + k]! > 0);
      const expected = sfam.cis!.map((weight, k) => (fires(k) ? weight / cells : 0));
      expect(relativeError(relevance.cis!, expected)).toBeLessThan(1e-5);
      // ReLU6 before the pooling: a channel that never fires has contributed nothing.
      if (model === 'faces')
        expect(
          relativeError(
            relevance.map,
            sfam.map.map((value) => value / cells),
          ),
        ).toBeLessThan(1e-5);
    }
  });

  it('reaches every layer, finite', async () => {
    const engine = await wasmEngine(model);
    const { layers } = modelCard(model);
    for (const { node, label } of layers.filter((_, i) => i % 4 === 0)) {
      const { vectors } = await engine.vectors(smallInputs(64), node);
      const request = { job: 1, image: 'a', layer: node, against: alone(vectors[1]!), seed: 1 } as const;
      const { map, cis } = await engine.map(
        { ...request, method: 'relevance-cam', metric: 'cosine', reading: 'contribution', scope: 'final' },
        null,
      );
      expect(
        map.some((value) => value !== 0),
        label,
      ).toBe(true);
      expect(cis!.every(Number.isFinite), label).toBe(true);
    }
  });
});
