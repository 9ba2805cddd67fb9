import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLASS_METHODS, type ClassMethodId } from '../../core/classifier/class-methods.ts';
import { classScores } from '../../core/classifier/classifier.ts';
import { prepare } from '../../graph/prepare.ts';
import { PREPROCESSINGS } from '../../graph/preprocess.ts';
import golden from '../../testing/golden/objective.json' with { type: 'json' };
import { networkOf } from '../../testing/onnx/own-network.ts';
import { writeOnnx } from '../../testing/onnx/write-onnx.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { startWasm } from '../../testing/start-wasm.ts';
import { carry } from './carry.ts';
import { LoadedModel } from './loaded-model.ts';

/** The bar of the goldens on every backend. */
const BAR = 1e-4;
const { A1, conv1x1, fc, logits, target, cam, gradCam, relevanceCam } = golden.classifier;
/** A network's embedding has four entries at least: one more, which is 0 everywhere, changes nothing. */
const WIDTH = 4;

/**
 * The worked example as a file somebody could bring: the picture's first two colours are A1, a 1 × 1 convolution and a
 * ReLU make A2, and behind the pooling stands the fully connected layer.
 */
function workedFile(ending: 'Gemm' | 'MatMul'): Uint8Array {
  const rows = fc.map((row) => [...row, 0]);
  const turned = Array.from({ length: WIDTH }, (_, k) => rows.map((row) => row[k]!));
  const nodes = [
    { op: 'Conv', inputs: ['image', 'pick'], outputs: ['picked'] },
    { op: 'Relu', inputs: ['picked'], outputs: ['a1'] },
    { op: 'Conv', inputs: ['a1', 'mix'], outputs: ['mixed'] },
    { op: 'Relu', inputs: ['mixed'], outputs: ['a2'] },
    { op: 'GlobalAveragePool', inputs: ['a2'], outputs: ['pool'] },
    { op: 'Flatten', inputs: ['pool'], outputs: ['flat'] },
    ...(ending === 'Gemm'
      ? [{ op: 'Gemm', inputs: ['flat', 'fc'], outputs: ['logits'], attributes: { transB: 1 } }]
      : [
          { op: 'MatMul', inputs: ['flat', 'turned'], outputs: ['product'] },
          { op: 'Add', inputs: ['shift', 'product'], outputs: ['logits'] },
        ]),
  ];
  const tensor = (name: string, dims: number[], values: readonly number[]) => ({
    name,
    dims,
    floats: Float32Array.from(values),
  });
  return writeOnnx({
    nodes,
    tensors: [
      tensor('pick', [2, 3, 1, 1], [1, 0, 0, 0, 1, 0]),
      tensor('mix', [WIDTH, 2, 1, 1], [...conv1x1.flat(), 0, 0]),
      tensor('fc', [2, WIDTH], rows.flat()),
      tensor('turned', [WIDTH, 2], turned.flat()),
      tensor('shift', [2], [10, 20]),
    ],
    inputs: [{ name: 'image', dims: ['n', 3, 2, 2] }],
    outputs: ['logits'],
  });
}

const open = (ending: 'Gemm' | 'MatMul') =>
  prepare([{ name: 'worked.onnx', bytes: workedFile(ending) }], { preprocessing: PREPROCESSINGS.bytes });

it.each(['Gemm', 'MatMul'] as const)('a file that ends in a %s keeps W and b', (ending) => {
  const { classifier, embedding } = open(ending).card;
  expect(embedding.name).toBe('flat');
  expect(classifier!.classes).toBe(2);
  expect([...classifier!.weights]).toEqual(fc.flatMap((row) => [...row, 0]));
  expect([...classifier!.bias]).toEqual(ending === 'Gemm' ? [0, 0] : [10, 20]);
});

describe.each(['cpu', 'wasm'] as const)('the worked classifier, from file to map, on %s', (backend) => {
  let model: LoadedModel;
  const prepared = open('Gemm');
  const { weights, bias } = prepared.card.classifier!;
  const classifier = { classes: ['a', 'b'], weights, bias };
  const nodeOf = (name: string) => prepared.card.layers.find((layer) => layer.name === name)!.node;

  beforeAll(async () => {
    if (backend === 'wasm') await startWasm();
    else await setBackend('cpu');
    model = new LoadedModel(await networkOf(prepared), { forwards: 0, masked: 0, propagations: 0 });
    const pixels = Uint8Array.from(A1.flatMap((place) => [...place, 0]));
    model.forward([{ key: 'a', size: [2, 2], pixels }], nodeOf('a1'));
  });

  async function made(method: ClassMethodId, layer: 'a1' | 'a2') {
    const how = CLASS_METHODS[method];
    const side = await model.side('a', nodeOf(layer));
    return carry(side, how.ofEmbedding(classifier, side.vectors, target), how.carried);
  }

  it('scores', async () => {
    const { embedding } = await model.pooled('a', nodeOf('a2'));
    expect(relativeError(classScores(classifier, embedding), logits)).toBeLessThan(BAR);
  });

  it('CAM, and Grad-CAM at both maps', async () => {
    expect(relativeError((await made('cam', 'a2')).map, cam)).toBeLessThan(BAR);
    expect(relativeError((await made('grad-cam', 'a2')).map, gradCam.A2)).toBeLessThan(BAR);
    expect(relativeError((await made('grad-cam', 'a1')).map, gradCam.A1)).toBeLessThan(BAR);
  });

  it('Relevance-CAM at both maps', async () => {
    const [last, first] = [await made('relevance-cam', 'a2'), await made('relevance-cam', 'a1')];
    expect(relativeError(last.weights, [...relevanceCam.A2.weights, 0])).toBeLessThan(BAR);
    expect(relativeError(last.map, relevanceCam.A2.map)).toBeLessThan(BAR);
    expect(relativeError(first.weights, relevanceCam.A1.weights)).toBeLessThan(BAR);
    expect(relativeError(first.map, relevanceCam.A1.map)).toBeLessThan(BAR);
  });
});
