import { GraphModel } from '@tensorflow/tfjs-converter';
import { type io, mean, type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  smallNetwork,
  type Written,
  type WrittenNode,
  waves,
  writeOnnx,
} from '../testing/onnx/write-onnx.ts';
import { startWasm } from '../testing/start-wasm.ts';
import { inspect } from './inspect.ts';
import type { Choices } from './plan.ts';
import { type Prepared, prepare } from './prepare.ts';
import { PREPROCESSINGS } from './preprocess.ts';
import { Refusal } from './refusal.ts';

beforeAll(startWasm);

const file = (bytes: Uint8Array, name = 'net.onnx') => ({ name, bytes });

async function run({ card, ...rest }: Prepared, node: string, images = 1): Promise<Tensor> {
  const artifacts = rest as unknown as io.ModelArtifacts;
  const model = new GraphModel({ load: () => Promise.resolve(artifacts) });
  await model.load();
  const { height, width } = card.input;
  const pixels = Float32Array.from(
    { length: images * height * width * 3 },
    (_, i) => (i * 37 + (i >> 4)) % 256,
  );
  return model.execute({ [card.input.node]: tensor4d(pixels, [images, height, width, 3]) }, node) as Tensor;
}

const valuesOf = async (tensor: Tensor) => [...(await tensor.data())];

/** Kernel and head of a small network, whose last map is 8 × 8 with 8 channels. */
const tail = (nodes: WrittenNode[], tensors: Written['tensors'] = [], change: Partial<Written> = {}) =>
  writeOnnx({
    nodes: [
      {
        op: 'Conv',
        inputs: ['image', 'kernel'],
        outputs: ['conv'],
        attributes: { pads: [1, 1, 1, 1], strides: [2, 2] },
      },
      { op: 'Relu', inputs: ['conv'], outputs: ['map'] },
      ...nodes,
    ],
    tensors: [{ name: 'kernel', dims: [8, 3, 3, 3], floats: waves(216) }, ...tensors],
    ...change,
  });

const pool: WrittenNode = { op: 'GlobalAveragePool', inputs: ['map'], outputs: ['pool'] };
const flat: WrittenNode = { op: 'Flatten', inputs: ['pool'], outputs: ['flat'] };
const matrix = { name: 'matrix', dims: [8, 16], floats: waves(128, 3) };

const affineHeads: Record<string, Uint8Array> = {
  'pooling and a linear layer': smallNetwork(),
  'flattening and a linear layer': tail(
    [
      { op: 'Flatten', inputs: ['map'], outputs: ['flat'] },
      { op: 'Gemm', inputs: ['flat', 'w', 'b'], outputs: ['y'], attributes: { transB: 1 } },
    ],
    [
      { name: 'w', dims: [16, 512], floats: waves(8192, 2) },
      { name: 'b', dims: [16], floats: waves(16, 5) },
    ],
  ),
  'a global depthwise convolution, a 1 × 1 one and batch normalisation': tail(
    [
      { op: 'Conv', inputs: ['map', 'global'], outputs: ['g'], attributes: { group: 8 } },
      { op: 'Conv', inputs: ['g', 'point', 'b'], outputs: ['p'] },
      { op: 'BatchNormalization', inputs: ['p', 's', 'b', 'b', 'v'], outputs: ['n'] },
      { op: 'Flatten', inputs: ['n'], outputs: ['y'] },
    ],
    [
      { name: 'global', dims: [8, 1, 8, 8], floats: waves(512, 4) },
      { name: 'point', dims: [16, 8, 1, 1], floats: waves(128, 6) },
      { name: 'b', dims: [16], floats: waves(16, 5) },
      { name: 's', dims: [16], floats: waves(16, 7) },
      { name: 'v', dims: [16], floats: waves(16, 8).map((v) => 1 + v * v) },
    ],
  ),
  'flattening alone': tail([{ op: 'Flatten', inputs: ['map'], outputs: ['y'] }]),
};

describe('a head that is affine', () => {
  it.each(Object.entries(affineHeads))('%s: the mean of its own map is the embedding', async (_, bytes) => {
    const prepared = prepare([file(bytes)]);
    const { card } = prepared;
    expect(card.head.kind).toBe('affine');
    const own = card.layers.at(-1)!;
    expect(own).toMatchObject({ embedding: true, channels: card.embedding.channels, cells: [8, 8] });
    const vectors = await run(prepared, card.embedding.node, 2);
    expect(vectors.shape).toEqual([2, card.embedding.channels]);
    const map = (await run(prepared, own.node, 2)) as Tensor4D;
    const want = await valuesOf(vectors);
    const got = await valuesOf(mean(map, [1, 2]));
    const scale = Math.max(...want.map(Math.abs));
    expect(scale).toBeGreaterThan(1e-3);
    for (const [i, value] of want.entries()) expect(Math.abs(value - got[i]!) / scale).toBeLessThan(1e-5);
  });

  it('gives what the network gave before it was folded', async () => {
    const plain = tail([pool, flat, { op: 'Gemm', inputs: ['flat', 'matrix'], outputs: ['y'] }], [matrix]);
    // The maximum of a value with itself is that value, but keeps the head from being folded.
    const kept = tail(
      [
        pool,
        flat,
        { op: 'Gemm', inputs: ['flat', 'matrix'], outputs: ['y'] },
        { op: 'Max', inputs: ['y', 'y'], outputs: ['z'] },
      ],
      [matrix],
    );
    const [folded, whole] = await Promise.all(
      [plain, kept].map(async (bytes) => {
        const prepared = prepare([file(bytes)]);
        return {
          kind: prepared.card.head.kind,
          values: await valuesOf(await run(prepared, prepared.card.embedding.node)),
        };
      }),
    );
    expect([folded!.kind, whole!.kind]).toEqual(['affine', 'gated']);
    for (const [i, value] of folded!.values.entries()) expect(value).toBeCloseTo(whole!.values[i]!, 4);
  });
});

describe('what stands at the end', () => {
  it('a classifier: the embedding is what its last matrix reads, and the matrix is kept', () => {
    const bytes = tail(
      [
        pool,
        flat,
        { op: 'Gemm', inputs: ['flat', 'matrix', 'bias'], outputs: ['logits'] },
        { op: 'Softmax', inputs: ['logits'], outputs: ['probabilities'] },
      ],
      [
        { name: 'matrix', dims: [8, 10], floats: waves(80, 3) },
        { name: 'bias', dims: [10], floats: waves(10, 4) },
      ],
    );
    const { card } = prepare([file(bytes)]);
    expect(card.embedding).toMatchObject({ name: 'flat', channels: 8 });
    expect(card.head.kind).toBe('pooled');
    expect(card.classifier!.classes).toBe(10);
    expect(card.classifier!.weights[1]).toBeCloseTo(waves(80, 3)[10]!, 6);
    const { embedding, classes } = inspect([file(bytes)]);
    expect(classes).toBe(10);
    expect(embedding.candidates[0]!.reason).toContain('class scores');
    expect(embedding.candidates.map(({ value }) => value)).toContain('probabilities');
    expect(prepare([file(bytes)], { embedding: 'logits' }).card.embedding.channels).toBe(10);
  });

  it('a norm: the graph ends before it', () => {
    const bytes = tail(
      [
        pool,
        flat,
        { op: 'Gemm', inputs: ['flat', 'matrix'], outputs: ['u'] },
        { op: 'LpNormalization', inputs: ['u'], outputs: ['y'], attributes: { axis: 1, p: 2 } },
      ],
      [matrix],
    );
    expect(prepare([file(bytes)]).card.embedding).toMatchObject({ name: 'y', l2: true });
    const other = tail([
      pool,
      flat,
      { op: 'LpNormalization', inputs: ['flat'], outputs: ['y'], attributes: { axis: 1, p: 1 } },
    ]);
    expect(prepare([file(other)]).card.embedding.l2).toBe(false);
  });

  it('a maximum, a gate and a generalised mean are said in words', () => {
    const kind = (bytes: Uint8Array) => prepare([file(bytes)]).card.head.kind;
    const most: WrittenNode = { op: 'GlobalMaxPool', inputs: ['map'], outputs: ['pool'] };
    expect(kind(tail([most, flat]))).toBe('max-pooled');
    expect(kind(tail([pool, flat, { op: 'Tanh', inputs: ['flat'], outputs: ['y'] }]))).toBe('gated');
    const [p, q] = [3, 1 / 3].map((v, i) => ({ name: `p${i}`, dims: [], floats: Float32Array.of(v) }));
    const gem: WrittenNode[] = [
      { op: 'Pow', inputs: ['map', 'p0'], outputs: ['cubed'] },
      { op: 'GlobalAveragePool', inputs: ['cubed'], outputs: ['mean'] },
      { op: 'Pow', inputs: ['mean', 'p1'], outputs: ['pool'] },
      flat,
    ];
    expect(kind(tail(gem, [p!, q!]))).toBe('generalised-mean');
  });

  it('a map: its mean over positions', () => {
    const { card } = prepare([file(tail([]))]);
    expect(card.embedding).toMatchObject({ name: 'map', channels: 8 });
    expect(card.layers.at(-1)).toMatchObject({
      name: 'map',
      embedding: true,
      start: [0.5, 0.5],
      step: [2, 2],
    });
  });
});

describe('what stands at the beginning', () => {
  const embed = async (choices: Choices, bytes = smallNetwork()) => {
    const prepared = prepare([file(bytes)], choices);
    return valuesOf(await run(prepared, prepared.card.embedding.node));
  };

  it('every preprocessing is part of the graph', async () => {
    const mean = [0.5, 0.25, 0.75] as const;
    const own = await embed({ preprocessing: { id: 'custom', mean, std: [0.5, 0.5, 0.5] } });
    const named = await Promise.all(
      Object.values(PREPROCESSINGS).map((preprocessing) => embed({ preprocessing })),
    );
    expect(named[3]![0]).toBeCloseTo(255 * named[2]![0]!, -1);
    for (const [i, vector] of named.slice(0, 5).entries()) {
      for (const other of [own, ...named.slice(0, i)]) expect(vector).not.toEqual(other);
    }
  });

  it('BGR is RGB through a kernel whose channels are turned', async () => {
    const kernel = waves(216);
    const turned = Float32Array.from(kernel, (_, i) => kernel[i + 9 * (2 - 2 * (Math.floor(i / 9) % 3))]!);
    const bgr = await embed({ channelOrder: 'BGR', preprocessing: PREPROCESSINGS['zero-one'] });
    const rgb = await embed(
      { preprocessing: PREPROCESSINGS['zero-one'] },
      smallNetwork({}, { floats: turned }),
    );
    for (const [i, value] of bgr.entries()) expect(value).toBeCloseTo(rgb[i]!, 5);
    const placesOf = (choices: Choices) =>
      prepare([file(smallNetwork())], choices).card.layers.map(({ name, start, step }) => ({
        name,
        start,
        step,
      }));
    expect(placesOf({ channelOrder: 'BGR' })).toEqual(placesOf({ channelOrder: 'RGB' }));
  });

  it('grey networks take colour', async () => {
    const grey = smallNetwork(
      { inputs: [{ name: 'image', dims: ['n', 1, 16, 16] }] },
      { dims: [8, 1, 3, 3], floats: waves(72) },
    );
    expect((await embed({}, grey)).every(Number.isFinite)).toBe(true);
  });

  it('channels may come last, as tf2onnx leaves them', () => {
    const bytes = tail([pool, flat], [], {
      nodes: [
        { op: 'Transpose', inputs: ['image'], outputs: ['nchw'], attributes: { perm: [0, 3, 1, 2] } },
        { op: 'Conv', inputs: ['nchw', 'kernel'], outputs: ['map'] },
        pool,
        flat,
      ],
      inputs: [{ name: 'image', dims: ['n', 20, 24, 3] }],
    });
    const { card, modelTopology } = prepare([file(bytes)]);
    expect(card.input).toMatchObject({ height: 20, width: 24 });
    expect(modelTopology.node.filter(({ op }) => op === 'Transpose')).toHaveLength(0);
  });

  it('a free size is the user’s, a fixed one is not', () => {
    const free = smallNetwork({ inputs: [{ name: 'image', dims: ['n', 3, 'h', 'w'] }] });
    const { card } = prepare([file(free)], { height: 48, width: 32 });
    expect(card.input).toMatchObject({ height: 48, width: 32, free: true });
    expect(card.layers[0]!.cells).toEqual([24, 16]);
    expect(prepare([file(free)]).card.input.height).toBe(224);
    expect(() => prepare([file(smallNetwork())], { height: 48, width: 32 })).toThrow(Refusal);
  });
});

describe('identity', () => {
  it('changes with weights beside the network, preprocessing and embedding; the short one is the file’s', () => {
    const kernel = (seed: number) => new Uint8Array(waves(216, seed).buffer);
    const network = smallNetwork({}, { floats: undefined as never, external: { location: 'net.onnx.data' } });
    const of = (seed: number, choices: Choices = {}) =>
      prepare([file(network), file(kernel(seed), 'net.onnx.data')], choices).card;
    const cards = [
      of(1),
      of(2),
      of(1, { preprocessing: PREPROCESSINGS.bytes }),
      of(1, { embedding: 'flat' }),
    ];
    expect(new Set(cards.map(({ sha256 }) => sha256)).size).toBe(4);
    expect(new Set(cards.map(({ id }) => id)).size).toBe(1);
    expect(of(1).sha256).toBe(cards[0]!.sha256);
    expect(cards[0]!.id).toMatch(/^own:[0-9a-f]{12}$/);
  });
});

describe('cost', () => {
  it('counts multiply-adds and parameters', () => {
    const { cost } = inspect([file(smallNetwork())]);
    expect(cost.parameters).toBeGreaterThan(216 + 128);
    // The convolution alone: 8 × 8 places, 8 kernels of 27.
    expect(cost.multiplyAdds).toBeGreaterThan(64 * 8 * 27);
    expect(cost.multiplyAdds).toBeLessThan(64 * 8 * 27 * 3);
  });
});
