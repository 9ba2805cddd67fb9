import { type Attrs, attr, read } from './attr.ts';
import type { HeadCard } from './card.ts';
import { sizePerImage, transposed } from './dims.ts';
import type { Editor } from './editor.ts';
import { floatsOf, type GraphNode, inputsOf, intsOf } from './graph.ts';

/** What stands between the last map and the embedding. */
export interface Head {
  readonly head: HeadCard;
  /** The embedding's node, which folding replaces. */
  readonly embedding: string;
  /** The folded map U, `[n, h, w, E]`, whose mean over positions is the embedding; null where there is none. */
  readonly folded: string | null;
  /** The mean over positions of the last map itself is the embedding. */
  readonly isMean: boolean;
}

const POINTWISE: Attrs = {
  strides: attr.ints([1, 1, 1, 1]),
  dilations: attr.ints([1, 1, 1, 1]),
  padding: attr.text('VALID'),
  data_format: attr.text('NHWC'),
};

/**
 * Where everything behind the last map A is affine, pooling commutes with it: the same steps, done at every position
 * before pooling, give a map U with one channel for each dimension of the embedding, whose mean over positions is
 * the embedding. Flattening and a linear layer weight every position by a matrix of its own, N times as large.
 *
 * @param map A, `[n, h, w, K]`. @param embedding `[n, E]`
 */
export function foldHead(editor: Editor, map: string, embedding: string): Head {
  const path = pathBetween(editor, map, embedding);
  if (typeof path === 'string') return unfolded(editor, embedding, path);
  const [n, h, w] = editor.shape(map) as [number, number, number, number];
  const count = h * w;
  let at = map;
  let pooled = false;
  let channelsFirst = false;
  const step = (op: string, inputs: string[], channels: number, attrs: Attrs = {}) => {
    at = editor.add(op, inputs, [n, h, w, channels], attrs);
  };
  const dense = (weights: string, turned: boolean) => {
    const shape = editor.shape(weights);
    const [inner, outer] = turned ? [shape.at(-1)!, shape.at(-2)!] : [shape.at(-2)!, shape.at(-1)!];
    const values = editor.weights.get(weights)!;
    const kernel = editor.floats([1, 1, inner, outer], () =>
      turned ? transposed(floatsOf(values), [outer, inner], [1, 0]) : floatsOf(values),
    );
    step('Conv2D', [at, kernel], outer, POINTWISE);
  };
  /** A matrix for each position: `[N, K, E]`, from rows in the order in which the map was flattened. */
  const eachPlace = (weights: string, turned: boolean) => {
    const channels = editor.shape(at).at(-1)!;
    const outer = sizePerImage(editor.shape(weights)) / (count * channels);
    const values = editor.weights.get(weights)!;
    const stack = editor.floats([count, channels, outer], () => {
      const flat = floatsOf(values);
      const rows = turned ? transposed(flat, [outer, count * channels], [1, 0]) : flat;
      const placed = channelsFirst ? transposed(rows, [channels, count, outer], [1, 0, 2]) : rows;
      return placed.map((v) => v * count);
    });
    const flat = editor.reshape(at, [n, count, channels]);
    const places = editor.add('Transpose', [flat, editor.ints([1, 0, 2])], [count, n, channels]);
    const product = editor.add('BatchMatMulV2', [places, stack], [count, n, outer], {
      adj_x: attr.bool(false),
      adj_y: attr.bool(false),
    });
    const back = editor.add('Transpose', [product, editor.ints([1, 0, 2])], [n, count, outer]);
    at = editor.reshape(back, [n, h, w, outer]);
  };
  const addBias = (bias: string | undefined) => {
    if (bias) step('AddV2', [at, bias], editor.shape(at).at(-1)!);
  };

  for (const node of path) {
    const inputs = inputsOf(node);
    const other = inputs.find((name) => editor.weights.get(name)?.spec.dtype === 'float32');
    if (node.op === 'Reshape' || node.op === 'Identity') continue;
    if (node.op === 'Transpose' && !pooled) {
      channelsFirst = intsOf(editor.weights.get(inputs[1]!)!).join() === '0,3,1,2';
      if (!channelsFirst) return unfolded(editor, embedding, node.op);
      continue;
    }
    if (!pooled && isMeanOverPlaces(editor, node, count)) {
      pooled = true;
      continue;
    }
    const isWhole = (name: string) => editor.shape(name)[0] === h && editor.shape(name)[1] === w;
    const isGate = read.texts(node.attr, 'fused_ops').some((op) => op !== 'BiasAdd');
    if (/Conv2/.test(node.op) && !isGate && other) {
      const kernel = inputs[1]!;
      const [high, wide, , multiplier] = editor.shape(kernel);
      const valid = read.text(node.attr, 'padding') === 'VALID';
      if (!pooled && valid && isWhole(kernel)) {
        if (node.op.includes('Depthwise')) {
          if (multiplier !== 1) return unfolded(editor, embedding, node.op);
          const values = editor.weights.get(kernel)!;
          const channels = editor.shape(at).at(-1)!;
          const factors = editor.floats([1, h, w, channels], () => floatsOf(values).map((v) => v * count));
          step('Mul', [at, factors], channels);
        } else eachPlace(kernel, false);
        pooled = true;
      } else if (pooled && high === 1 && wide === 1 && !node.op.includes('Depthwise')) dense(kernel, false);
      else return unfolded(editor, embedding, node.op);
      addBias(inputs[2]);
      continue;
    }
    if (node.op === 'MatMul' && other === inputs[1] && !read.bool(node.attr, 'transpose_a')) {
      const turned = read.bool(node.attr, 'transpose_b');
      if (pooled) dense(other!, turned);
      else eachPlace(other!, turned);
      pooled = true;
      continue;
    }
    const channels = editor.shape(at).at(-1)!;
    const fits = other !== undefined && [1, channels].includes(sizePerImage(editor.shape(other)));
    const isLast = inputs[0] !== other;
    const affine =
      ['AddV2', 'Mul', 'BiasAdd'].includes(node.op) || (['Sub', 'RealDiv'].includes(node.op) && isLast);
    if (!pooled || !fits || !affine) return unfolded(editor, embedding, node.op);
    const values = editor.weights.get(other)!;
    step(node.op, [at, editor.floats([sizePerImage(values.spec.shape)], () => floatsOf(values))], channels);
  }
  if (!pooled) {
    const size = count * editor.shape(at).at(-1)!;
    const isFlat = at === map && sizePerImage(editor.shape(embedding)) === size;
    if (!isFlat || size * size > LARGEST_FLATTENED) return unfolded(editor, embedding, 'flattening');
    eachPlace(
      editor.floats([size, size], () => identity(size)),
      false,
    );
  }
  if (at === map) {
    const words = 'The embedding is the mean over positions of the last feature map.';
    return { head: { kind: 'pooled', words }, embedding, folded: null, isMean: true };
  }
  const outer = editor.shape(at).at(-1)!;
  const mean = editor.add('Mean', [at, editor.ints([1, 2])], [n, outer], {
    keep_dims: attr.bool(false),
    Tidx: attr.type('DT_INT32'),
  });
  const words =
    'Everything behind the last feature map is linear, so it can be done at every position before pooling: ' +
    "that gives one more layer, the embedding's own map, whose mean over positions is the embedding.";
  return { head: { kind: 'affine', words }, embedding: mean, folded: at, isMean: false };
}

function isMeanOverPlaces(editor: Editor, node: GraphNode, count: number): boolean {
  const [from, second] = inputsOf(node);
  const shape = editor.shape(from!);
  if (node.op === 'AvgPool') return sizePerImage(editor.shape(node.name)) * count === sizePerImage(shape);
  if (node.op !== 'Mean') return false;
  const axes = intsOf(editor.weights.get(second!)!).map((axis) => (axis < 0 ? axis + shape.length : axis));
  const over = axes.toSorted((a, b) => a - b).join();
  if (shape.length === 4) return over === '1,2';
  return shape.length === 3 && over === '1' && shape[1] === count;
}

/** Values of the matrix that stands for flattening alone; larger ones would cost more than they show. */
const LARGEST_FLATTENED = 1 << 23;

function identity(size: number): Float32Array {
  const out = new Float32Array(size * size);
  for (let i = 0; i < size; i++) out[i * size + i] = 1;
  return out;
}

/** The chain of nodes from a map to the embedding; where it is none, the op at which it divides. */
function pathBetween(editor: Editor, from: string, to: string): GraphNode[] | string {
  const path: GraphNode[] = [];
  for (let name = to; name !== from; ) {
    const node = editor.node(name);
    const live = editor.live(name);
    if (live.length !== 1) return live.length === 0 ? 'no path' : `${node.op} of ${live.length} values`;
    path.unshift(node);
    name = live[0]!;
  }
  return path;
}

/** Says what stands in the way of folding; names the pooling where it is a known one. */
function unfolded(editor: Editor, embedding: string, at: string): Head {
  const { ops, isOneToken } = behindMaps(editor, embedding);
  const close = 'What the parts of a map add up to is therefore not the whole; the numbers stand beside it.';
  const head = (kind: HeadCard['kind'], what: string): Head => ({
    head: { kind, words: `${what} ${close}` },
    embedding,
    folded: null,
    isMean: false,
  });
  if (isOneToken)
    return head('class-token', 'The embedding is read from one token, the class token, not from the map.');
  if (ops.has('Pow') && (ops.has('AvgPool') || ops.has('Mean'))) {
    return head('generalised-mean', 'The map is pooled by a generalised mean (GeM), which is not linear.');
  }
  if (ops.has('Max') || ops.has('MaxPool'))
    return head('max-pooled', 'The map is pooled by its maximum, which is not linear.');
  if (ops.has('Rsqrt') || ops.has('Sqrt')) {
    return head('other', 'Behind the pooled map stands a normalisation, which is not linear.');
  }
  if (/^(Relu|Sigmoid|Tanh|Elu|Prelu|LeakyRelu|Mul of|Minimum|Maximum)/.test(at)) {
    return head('gated', `Behind the map stands a gate (${at}), which is not linear.`);
  }
  return head('other', `Behind the map stands a step that is not linear (${at}).`);
}

/** The ops between the last values with places and the embedding, and whether a single token is taken on the way. */
function behindMaps(editor: Editor, embedding: string): { ops: Set<string>; isOneToken: boolean } {
  const ops = new Set<string>();
  const seen = new Set<string>();
  const open = [embedding];
  let isOneToken = false;
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const { op, input } = editor.node(name);
    ops.add(op);
    const from = input?.[0] === undefined ? [] : editor.shape(input[0]);
    isOneToken ||= op === 'Slice' && from.length === 3 && from[1]! > 1 && editor.shape(name)[1] === 1;
    const hasPlaces = (live: string) => {
      const shape = editor.shape(live);
      const isPointwise = ['Pow', 'Maximum', 'Relu'].includes(editor.node(live).op);
      return (
        !isPointwise && (shape.length === 4 ? shape[1]! * shape[2]! > 1 : shape.length === 3 && shape[1]! > 1)
      );
    };
    open.push(...editor.live(name).filter((live) => !hasPlaces(live)));
  }
  return { ops, isOneToken };
}
