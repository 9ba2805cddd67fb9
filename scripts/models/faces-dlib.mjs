import { attr } from '../../src/graph/attr.ts';
import { floatsOf, floatWeight, intWeight } from '../../src/graph/graph.ts';
import { readWeights } from '../../src/graph/tfjs/files.ts';
import { openPackage } from '../published.mjs';
import { writeModel } from '../write-model.mjs';

/** @import { BuiltInCard, LayerCard } from '../../src/core/models/model.ts' */
/** @import { Attrs } from '../../src/graph/attr.ts' */
/** @import { GraphNode, Weight } from '../../src/graph/graph.ts' */

const packageName = '@vladmandic/face-api';
const file = 'model/face_recognition_model';
const pinned = {
  json: 'cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b',
  bin: 'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589',
};

const SIZE = 150;
/** Of the published preprocessing, bytes; `(pixel − mean) / 255`. */
const MEAN = [122.782, 117.001, 104.298];

const FLOAT = { T: attr.type('DT_FLOAT') };

/** @typedef {{ name: string, cells: number, channels: number, start: number, step: number }} Place a value `[n, cells, cells, channels]`, the centre of its first cell and the way to the next one, input pixels */

/**
 * Writes the graph down as it grows. The published weights come without one: it is in the package's sources
 * (faceRecognitionNet), and stands here node by node. Kernels stay the bytes that were published, a scale and a minimum
 * each.
 */
class Writer {
  /** @param {Map<string, Weight>} published */
  constructor(published) {
    this.published = published;
    /** @type {GraphNode[]} */
    this.nodes = [];
    /** @type {Map<string, Weight>} */
    this.weights = new Map();
  }

  /** @param {string} op @param {string} name @param {string[]} input @param {Attrs} [attrs] */
  node(op, name, input, attrs = {}) {
    this.nodes.push({ op, name, input, attr: attrs });
    return name;
  }

  /** @param {Weight} weight */
  constant(weight) {
    const { name, dtype } = weight.spec;
    if (!this.weights.has(name)) {
      this.weights.set(name, weight);
      this.node('Const', name, [], { dtype: attr.type(dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT') });
    }
    return name;
  }

  /** @param {string} name @param {readonly number[]} shape @param {ArrayLike<number>} values */
  floats(name, shape, values) {
    return this.constant(floatWeight(name, shape, Float32Array.from(values)));
  }

  /** @param {string} name */
  weight(name) {
    const weight = this.published.get(name);
    if (!weight) throw new Error(`${file} has no weight '${name}'.`);
    return weight;
  }

  /**
   * Convolution, a factor and a summand for each channel, ReLU if asked for; `name` is the last of them.
   *
   * @param {Place} from @param {string} params prefix of the weights @param {string} name
   * @param {{ stride: number, padding: 'SAME' | 'VALID', relu: boolean }} how
   * @returns {Place}
   */
  convolution(from, params, name, { stride, padding, relu }) {
    const kernel = this.weight(`${params}/conv/filters`);
    const [span = 0, , , channels = 0] = kernel.spec.shape;
    /** @param {string} part */
    const value = (part) => floatsOf(this.weight(`${params}/${part}`));
    const [bias, factors, shifts] = [value('conv/bias'), value('scale/weights'), value('scale/biases')];
    const shift = Float32Array.from(bias, (b, k) => b * (factors[k] ?? 0) + (shifts[k] ?? 0));
    const convolved = this.node('Conv2D', `${params}/conv`, [from.name, this.constant(kernel)], {
      ...FLOAT,
      strides: attr.ints([1, stride, stride, 1]),
      dilations: attr.ints([1, 1, 1, 1]),
      padding: attr.text(padding),
      data_format: attr.text('NHWC'),
    });
    const scale = this.floats(`${params}/scale`, [channels], factors);
    const scaled = this.node('Mul', `${params}/scaled`, [convolved, scale], FLOAT);
    const summand = this.floats(`${params}/shift`, [channels], shift);
    const sum = this.node('AddV2', relu ? `${params}/shifted` : name, [scaled, summand], FLOAT);
    if (relu) this.node('Relu', name, [sum], FLOAT);
    const valid = padding === 'VALID';
    return {
      name,
      cells: valid ? Math.floor((from.cells - span) / stride) + 1 : Math.ceil(from.cells / stride),
      channels,
      start: from.start + (valid ? ((span - 1) / 2) * from.step : 0),
      step: from.step * stride,
    };
  }

  /** @param {string} op @param {Place} from @param {string} name @param {number} span @returns {Place} */
  pool(op, from, name, span) {
    this.node(op, name, [from.name], {
      ...FLOAT,
      ksize: attr.ints([1, span, span, 1]),
      strides: attr.ints([1, 2, 2, 1]),
      padding: attr.text('VALID'),
      data_format: attr.text('NHWC'),
    });
    const cells = Math.floor((from.cells - span) / 2) + 1;
    return { ...from, name, cells, start: from.start + ((span - 1) / 2) * from.step, step: from.step * 2 };
  }

  /** Zeros after the last row, column and channel. @param {Place} from @param {string} name @param {number} cells @param {number} channels @returns {Place} */
  padded(from, name, cells, channels) {
    if (cells === from.cells && channels === from.channels) return from;
    const after = [0, cells - from.cells, cells - from.cells, channels - from.channels];
    const pads = after.flatMap((n) => [0, n]);
    const amounts = this.constant(intWeight(`${name}/pads`, [4, 2], pads));
    const zero = this.floats('zero', [], [0]);
    this.node('PadV2', name, [from.name, amounts, zero], { ...FLOAT, Tpaddings: attr.type('DT_INT32') });
    return { ...from, name, cells, channels };
  }

  /** @param {Place} from @param {string} name @returns {Place} */
  residual(from, name) {
    const first = this.convolution(from, `${name}/conv1`, `${name}/conv1/relu`, {
      stride: 1,
      padding: 'SAME',
      relu: true,
    });
    const second = this.convolution(first, `${name}/conv2`, `${name}/conv2/out`, {
      stride: 1,
      padding: 'SAME',
      relu: false,
    });
    const sum = this.node('AddV2', `${name}/sum`, [second.name, from.name], FLOAT);
    this.node('Relu', name, [sum], FLOAT);
    return { ...second, name };
  }

  /**
   * Half the size: a convolution beside average pooling, each filled with zeros up to the other's shape.
   *
   * @param {Place} from @param {string} name @returns {Place}
   */
  residualDown(from, name) {
    const first = this.convolution(from, `${name}/conv1`, `${name}/conv1/relu`, {
      stride: 2,
      padding: 'VALID',
      relu: true,
    });
    const second = this.convolution(first, `${name}/conv2`, `${name}/conv2/out`, {
      stride: 1,
      padding: 'SAME',
      relu: false,
    });
    const pooled = this.pool('AvgPool', from, `${name}/pooled`, 2);
    const cells = Math.max(second.cells, pooled.cells);
    const left = this.padded(pooled, `${name}/pooled/padded`, cells, second.channels);
    const right = this.padded(second, `${name}/conv2/padded`, cells, second.channels);
    const sum = this.node('AddV2', `${name}/sum`, [left.name, right.name], FLOAT);
    this.node('Relu', name, [sum], FLOAT);
    // A cell is where its larger window, the convolution's, is centred.
    return { ...right, name, cells };
  }
}

/** @param {Place} place @param {string} label @param {boolean} embedding @returns {LayerCard} */
const layer = ({ name, cells, channels, start, step }, label, embedding = false) => ({
  node: name,
  name,
  label,
  channels,
  cells: [cells, cells],
  start: [start, start],
  step: [step, step],
  block: true,
  embedding,
});

/**
 * dlib's face recognition ResNet with 29 convolutions: metric learning in earnest. The published head, global average
 * pooling and a product with a matrix, is affine: the matrix is applied at every position instead, and the embedding is
 * the mean of that last map.
 *
 * @param {URL} root of the repository
 * @returns {{ card: BuiltInCard, topology: Buffer, weights: Buffer }}
 * @throws {Error} when the package is missing or is not the one pinned
 */
export function prepareFacesDlib(root) {
  const { version, read } = openPackage(packageName, root);
  const json = read(`${file}-weights_manifest.json`, pinned.json);
  const bin = read(`${file}.bin`, pinned.bin);
  const manifest = JSON.parse(json.toString());
  const published = readWeights(manifest, new Map([[manifest[0].paths[0], bin]]));
  const writer = new Writer(published);
  const input = 'image';
  writer.node('Placeholder', input, [], {
    dtype: attr.type('DT_FLOAT'),
    shape: attr.shape([-1, SIZE, SIZE, 3]),
  });
  const centred = writer.node('Sub', 'centred', [input, writer.floats('mean', [3], MEAN)], FLOAT);
  const scaled = writer.node('Mul', 'scaled', [centred, writer.floats('unit', [], [1 / 255])], FLOAT);
  /** @type {Place} */
  let at = { name: scaled, cells: SIZE, channels: 3, start: 0.5, step: 1 };
  const layers = [];
  at = writer.convolution(at, 'conv32_down', 'conv32_down', { stride: 2, padding: 'VALID', relu: true });
  layers.push(layer(at, 'stem'));
  at = writer.pool('MaxPool', at, 'pool', 3);
  const blocks = ['conv32_1', 'conv32_2', 'conv32_3', 'conv64_down', 'conv64_1', 'conv64_2', 'conv64_3'];
  blocks.push(
    'conv128_down',
    'conv128_1',
    'conv128_2',
    'conv256_down',
    'conv256_1',
    'conv256_2',
    'conv256_down_out',
  );
  for (const name of blocks) {
    at = name.includes('down') ? writer.residualDown(at, name) : writer.residual(at, name);
    layers.push(layer(at, name));
  }
  const head = writer.weight('fc');
  const [inner = 0, channels = 0] = head.spec.shape;
  if (inner !== at.channels) throw new Error(`${file} has no head for ${at.channels} channels.`);
  const matrix = writer.constant({ ...head, spec: { ...head.spec, shape: [1, 1, inner, channels] } });
  const embedding = writer.node('Conv2D', 'embedding_map', [at.name, matrix], {
    ...FLOAT,
    strides: attr.ints([1, 1, 1, 1]),
    dilations: attr.ints([1, 1, 1, 1]),
    padding: attr.text('VALID'),
    data_format: attr.text('NHWC'),
  });
  layers.push(layer({ ...at, name: embedding, channels }, 'the embedding’s own map', true));

  const by = { generatedBy: 'semblance', convertedBy: 'semblance' };
  const graph = { nodes: writer.nodes, weights: writer.weights, input };
  const { topology, weights, files } = writeModel(graph, { output: embedding, channels, ...by });
  const count = writer.nodes.filter(({ op }) => op !== 'Const').length;
  return {
    card: {
      id: 'faces-dlib',
      label: 'Face identity (dlib)',
      summary:
        'Metric learning: trained so that faces of one person lie less than 0.6 apart (Euclidean), and those of two persons farther. Give it images cropped to one face.',
      origin: 'built-in',
      input: {
        node: input,
        sizes: [[SIZE, SIZE]],
        defaultSize: [SIZE, SIZE],
        preprocessing: { id: 'custom', mean: MEAN.map((mean) => mean / 255), std: [1, 1, 1] },
        channelOrder: 'RGB',
        fit: 'stretch',
      },
      embedding: { node: 'semblance/embedding', name: 'semblance/embedding', channels, l2: false },
      head: {
        kind: 'affine',
        words:
          'Average pooling and a matrix without bias: the matrix is applied at every position, and the embedding is the mean of that map.',
      },
      same: {
        metric: 'euclidean',
        below: 0.6,
        words: 'one person',
        by: 'the network’s author',
        given:
          'for faces aligned by eyes, nose and mouth; of faces that were only cropped, those of two persons can lie below it too',
      },
      layers,
      // Behind it maps have 4 × 4 cells and fewer, the folded head 2 × 2: a quarter of a face each, which tells nothing of
      // eyes, nose and mouth.
      defaultLayer: 'conv128_2',
      batch: 'any',
      sha256: files.weights.sha256,
      files,
      source: {
        kind: 'package',
        package: packageName,
        version,
        file: `${file}.bin`,
        licence: 'MIT',
        architecture: 'ResNet with 29 convolutions, after ResNet-34 (dlib, Davis King)',
        trainedOn:
          'faces of about 7,500 persons (FaceScrub, VGG, and others from the web), pairwise hinge loss',
        publishedBytes: json.length + bin.length,
        nodes: { before: count, after: count },
      },
    },
    topology,
    weights,
  };
}
