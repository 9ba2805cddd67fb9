import { random } from '../../core/random.ts';
import { attr, type GraphBuilder } from './graph-builder.ts';

/** Values of an input: in general position, so that a difference quotient crosses no kink. */
type Values =
  | 'normal'
  | 'positive'
  | 'unit'
  | 'half'
  | 'small'
  | 'distinct'
  | 'between'
  | 'negative'
  | 'above-one';

export interface OperatorCase {
  readonly name: string;
  /** Of the feature map that is differentiated by. */
  readonly shape: readonly number[];
  readonly values: Values;
  /** The node that is differentiated, built on the feature map's. `values` makes constants, other ones every time. */
  readonly build: (
    graph: GraphBuilder,
    x: string,
    values: (shape: readonly number[], kind?: Values) => string,
  ) => string;
  /** Greatest relative error of the gradient allowed, where rounding in the forward pass asks for more than usual. */
  readonly bar?: number;
}

const count = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);

/** Seeded numbers of a kind. Any two `distinct` ones lie at least 0.2 apart, and 0.1 from any that lie `between`. */
export function make(shape: readonly number[], kind: Values, seed: number): Float32Array {
  const stream = random(seed);
  const clear = () => {
    const value = stream.normal();
    return value + (value < 0 ? -0.2 : 0.2);
  };
  const length = count(shape);
  switch (kind) {
    case 'normal':
      return Float32Array.from({ length }, clear);
    case 'positive':
      return Float32Array.from({ length }, () => 0.8 + 2 * stream.uniform());
    case 'unit':
      return Float32Array.from({ length }, () => 1.4 * stream.uniform() - 0.7);
    case 'half':
      return Float32Array.from({ length }, () => 0.7 * stream.uniform() - 0.35);
    case 'small':
      return Float32Array.from({ length }, () => 0.06 * stream.uniform() - 0.03);
    case 'above-one':
      return Float32Array.from({ length }, () => 1.5 + stream.uniform());
    case 'distinct':
    case 'between':
    case 'negative': {
      const places = Array.from({ length }, (_, i) => i);
      for (let i = length - 1; i > 0; i--) {
        const j = stream.below(i + 1);
        [places[i], places[j]] = [places[j]!, places[i]!];
      }
      const middle = -0.2 * Math.floor(length / 2);
      const shift = { distinct: middle + 0.1, between: middle, negative: -0.2 * length - 0.5 }[kind];
      return Float32Array.from(places, (place) => 0.2 * place + shift);
    }
  }
}

const MAP = [2, 5, 6, 3];

const unaryCase = (
  op: string,
  values: Values = 'normal',
  attributes: Record<string, object> = {},
): OperatorCase => ({
  name: op + (Object.keys(attributes).length > 0 ? ` ${JSON.stringify(attributes)}` : ''),
  shape: [2, 3, 4],
  values,
  build: (graph, x) => graph.node(op, [x], attributes as never),
});

/** An op of two operands: either may vary, both may, and shapes broadcast. */
const binaryCases = (op: string, own: Values = 'normal', other: Values = own): OperatorCase[] => [
  {
    name: `${op}, of a constant`,
    shape: [2, 3, 4],
    values: own,
    build: (graph, x, values) => graph.node(op, [x, values([3, 1], other)]),
  },
  {
    name: `${op}, second operand broadcast`,
    shape: [2, 1, 4],
    values: other,
    build: (graph, x, values) => graph.node(op, [values([2, 3, 4], own), x]),
  },
  {
    name: `${op}, both`,
    shape: [2, 3, 4],
    values: own,
    build: (graph, x, values) => {
      const scaled = graph.node('Mul', [x, values([4], 'positive')]);
      return graph.node(op, [scaled, graph.node('AddV2', [x, values([1, 3, 1], 'positive')])]);
    },
  },
];

type Pads = 'SAME' | 'VALID' | readonly [top: number, bottom: number, left: number, right: number];

const windows = (strides: [number, number], pads: Pads, dilations: [number, number] = [1, 1]) => ({
  strides: attr.ints(1, ...strides, 1),
  dilations: attr.ints(1, ...dilations, 1),
  data_format: attr.text('NHWC'),
  ...(typeof pads === 'string'
    ? { padding: attr.text(pads) }
    : { padding: attr.text('EXPLICIT'), explicit_paddings: attr.ints(0, 0, ...pads, 0, 0) }),
});

interface Convolution {
  readonly filter: readonly number[];
  readonly strides?: [number, number];
  readonly pads?: Pads;
  readonly dilations?: [number, number];
  readonly shape?: readonly number[];
}

const convolutionCase = (op: 'Conv2D' | 'DepthwiseConv2dNative', each: Convolution): OperatorCase => {
  const { filter, strides = [1, 1], pads = 'SAME', dilations = [1, 1], shape = MAP } = each;
  return {
    name: `${op} ${filter.join('×')} /${strides.join('×')} ${String(pads)} dilated ${dilations.join('×')} on ${shape.join('×')}`,
    shape,
    values: 'normal',
    build: (graph, x, values) => graph.node(op, [x, values(filter)], windows(strides, pads, dilations)),
  };
};

/** A fused convolution or product whose pre-activations keep clear of the kinks. */
const fusedCase = (
  op: string,
  activation: string,
  filter: readonly number[],
  shape: readonly number[],
): OperatorCase => ({
  name: `${op} ${activation}`,
  shape,
  values: 'unit',
  // Large outputs that move little.
  bar: 5e-4,
  build: (graph, x, values) => {
    const channels = op === 'FusedDepthwiseConv2dNative' ? filter[2]! * filter[3]! : filter.at(-1)!;
    // Biases far to both sides of the kinks at 0 and 6: inputs of at most 0.7 and small filters move little.
    const biases = Array.from({ length: channels }, (_, k) => [0.8, -0.9, 7.2, -0.6][k % 4]!);
    const small = values(filter, activation === 'none' || activation === 'Sigmoid' ? 'half' : 'small');
    const inputs = [x, small, graph.constant(biases, [channels])];
    if (activation === 'Prelu')
      inputs.push(
        graph.constant(
          biases.map((_, k) => [0.3, -0.4][k % 2]!),
          [channels],
        ),
      );
    return graph.node(op, inputs, {
      ...(op === '_FusedMatMul' ? {} : windows([1, 2], [1, 0, 2, 1])),
      fused_ops: attr.texts('BiasAdd', ...(activation === 'none' ? [] : [activation])),
      num_args: attr.int(inputs.length - 2),
      leakyrelu_alpha: attr.float(0.3),
      epsilon: attr.float(0),
    });
  },
});

const poolCases = (op: 'MaxPool' | 'AvgPool'): OperatorCase[] =>
  (
    [
      [[2, 2], [2, 2], 'VALID', MAP],
      [[3, 3], [2, 2], 'SAME', MAP],
      [[3, 2], [1, 1], 'SAME', MAP],
      [[3, 3], [1, 2], 'VALID', MAP],
      [[3, 3], [2, 2], 'VALID', [1, 7, 8, 2]],
      [[2, 2], [3, 3], 'SAME', MAP],
    ] as const
  ).flatMap(([size, strides, pads, shape]) =>
    (op === 'MaxPool' ? (['distinct', 'negative'] as const) : (['normal'] as const)).map((values) => ({
      name: `${op} ${size.join('×')} /${strides.join('×')} ${pads}, ${values}`,
      shape,
      values,
      build: (graph: GraphBuilder, x: string) =>
        graph.node(op, [x], {
          ksize: attr.ints(1, ...size, 1),
          strides: attr.ints(1, ...strides, 1),
          padding: attr.text(pads),
          data_format: attr.text('NHWC'),
        }),
    })),
  );

const reductionCases = (op: string, values: Values = 'normal'): OperatorCase[] =>
  (
    [
      [[1, 2], true, MAP],
      [[-1], false, MAP],
      [[0, 3], false, MAP],
      [[1], true, [2, 5, 3]],
      [[0, 1, 2], false, [2, 3, 4]],
    ] as const
  ).map(([axes, keep, shape]) => ({
    name: `${op} over ${axes.join(', ')} of ${shape.join('×')}${keep ? ', kept' : ''}`,
    shape,
    values,
    build: (graph, x) => graph.node(op, [x, graph.integers(...axes)], { keep_dims: attr.flag(keep) }),
  }));

const productCases: OperatorCase[] = [
  ...([false, true] as const).flatMap((transposed) => [
    {
      name: `MatMul${transposed ? ', transposed' : ''}`,
      shape: [3, 5],
      values: 'normal' as const,
      build: (graph: GraphBuilder, x: string, values: (shape: number[]) => string) =>
        graph.node('MatMul', [x, values(transposed ? [4, 5] : [5, 4])], {
          transpose_a: attr.flag(false),
          transpose_b: attr.flag(transposed),
        }),
    },
    {
      name: `MatMul, right operand${transposed ? ', left transposed' : ''}`,
      shape: [5, 4],
      values: 'normal' as const,
      build: (graph: GraphBuilder, x: string, values: (shape: number[]) => string) =>
        graph.node('MatMul', [values(transposed ? [5, 3] : [3, 5]), x], {
          transpose_a: attr.flag(transposed),
          transpose_b: attr.flag(false),
        }),
    },
    {
      name: `BatchMatMulV2 of a map with itself${transposed ? ', right one transposed' : ', left one transposed'}`,
      shape: [2, 3, 4, 5],
      values: 'normal' as const,
      build: (graph: GraphBuilder, x: string) =>
        graph.node('BatchMatMulV2', [x, x], { adj_x: attr.flag(!transposed), adj_y: attr.flag(transposed) }),
    },
  ]),
  {
    name: 'MatMul, both transposed',
    shape: [5, 3],
    values: 'normal',
    build: (graph, x, values) =>
      graph.node('MatMul', [x, values([4, 5])], {
        transpose_a: attr.flag(true),
        transpose_b: attr.flag(true),
      }),
  },
  {
    name: 'BatchMatMulV2, broadcast right',
    shape: [2, 3, 4],
    values: 'normal',
    build: (graph, x, values) => graph.node('BatchMatMulV2', [x, values([1, 4, 2])]),
  },
  {
    name: 'BatchMatMulV2, broadcast left',
    shape: [4, 3],
    values: 'normal',
    build: (graph, x, values) => graph.node('BatchMatMulV2', [x, values([2, 3, 2])]),
  },
  {
    name: 'attention: softmax(Q Kᵀ) V with two heads',
    shape: [2, 4, 6],
    values: 'unit',
    build: (graph, x, values) => {
      const heads = () => {
        const projected = graph.node('BatchMatMulV2', [x, values([1, 6, 6])]);
        const split = graph.node('Reshape', [projected, graph.integers(-1, 4, 2, 3)]);
        return graph.node('Transpose', [split, graph.integers(0, 2, 1, 3)]);
      };
      const scores = graph.node('BatchMatMulV2', [heads(), heads()], {
        adj_x: attr.flag(false),
        adj_y: attr.flag(true),
      });
      return graph.node('BatchMatMulV2', [graph.node('Softmax', [scores]), heads()]);
    },
  },
];

const rearrangements: OperatorCase[] = [
  {
    name: 'Reshape, Transpose, ExpandDims, Squeeze, Identity',
    shape: MAP,
    values: 'normal',
    build: (graph, x, values) => {
      const flat = graph.node('Reshape', [x, graph.integers(-1, 30, 3)]);
      const turned = graph.node('Transpose', [flat, graph.integers(0, 2, 1)]);
      const wide = graph.node('ExpandDims', [turned, graph.integer(1)]);
      const back = graph.node('Squeeze', [graph.node('Identity', [wide])], { squeeze_dims: attr.ints(1) });
      return graph.node('Mul', [back, values([3, 30])]);
    },
  },
  {
    name: 'Transpose of rank 5',
    shape: [1, 2, 3, 2, 2],
    values: 'normal',
    build: (graph, x) => graph.node('Transpose', [x, graph.integers(3, 0, 4, 1, 2)]),
  },
  {
    name: 'ConcatV2 of a map, a constant and itself',
    shape: MAP,
    values: 'normal',
    build: (graph, x, values) =>
      graph.node('ConcatV2', [x, values([2, 5, 6, 2]), x, graph.integer(-1)], { N: attr.int(3) }),
  },
  {
    name: 'ConcatV2 along rows',
    shape: MAP,
    values: 'normal',
    build: (graph, x, values) =>
      graph.node('ConcatV2', [values([2, 1, 6, 3]), x, graph.integer(1)], { N: attr.int(2) }),
  },
  {
    name: 'Pack',
    shape: [2, 3],
    values: 'normal',
    build: (graph, x, values) =>
      graph.node('Pack', [values([2, 3]), x, x], { axis: attr.int(1), N: attr.int(3) }),
  },
  {
    name: 'Slice',
    shape: MAP,
    values: 'normal',
    build: (graph, x) => graph.node('Slice', [x, graph.integers(0, 1, 0, 1), graph.integers(-1, 3, -1, 2)]),
  },
  {
    name: 'Slice of rank 5',
    shape: [2, 2, 3, 2, 2],
    values: 'normal',
    build: (graph, x) =>
      graph.node('Slice', [x, graph.integers(0, 1, 0, 1, 0), graph.integers(-1, 1, 2, 1, -1)]),
  },
  ...(
    [
      ['every second', [0, 0, 1, 0], [2, 5, 6, 3], [1, 2, 2, 1], {}],
      ['masks', [0, 0, 0, 0], [0, 0, 5, 0], [1, 3, 4, 1], { begin_mask: 15, end_mask: 11 }],
      ['backwards', [0, 4, 5, 0], [2, -6, 0, 3], [1, -2, -1, 1], {}],
      // With other strides, tfjs itself takes the wrong cells.
      ['an axis dropped', [0, 2, 1, 0], [2, 3, 6, 3], [1, 1, 1, 1], { shrink_axis_mask: 2 }],
    ] as const
  ).map(
    ([name, begin, end, strides, masks]): OperatorCase => ({
      name: `StridedSlice, ${name}`,
      shape: MAP,
      values: 'normal',
      build: (graph, x) =>
        graph.node(
          'StridedSlice',
          [x, graph.integers(...begin), graph.integers(...end), graph.integers(...strides)],
          {
            ...Object.fromEntries(
              ['begin_mask', 'end_mask', 'ellipsis_mask', 'new_axis_mask', 'shrink_axis_mask'].map((mask) => [
                mask,
                attr.int((masks as Record<string, number>)[mask] ?? 0),
              ]),
            ),
          },
        ),
    }),
  ),
  {
    name: 'PadV2',
    shape: MAP,
    values: 'normal',
    build: (graph, x) =>
      graph.node('PadV2', [
        x,
        graph.constant([0, 0, 1, 2, 0, 3, 0, 0], [4, 2], 'int32'),
        graph.constant([-2], []),
      ]),
  },
  {
    name: 'Pad of rank 3',
    shape: [2, 3, 4],
    values: 'normal',
    build: (graph, x) => graph.node('Pad', [x, graph.constant([0, 0, 1, 0, 0, 2], [3, 2], 'int32')]),
  },
  ...(['REFLECT', 'SYMMETRIC'] as const).map(
    (mode): OperatorCase => ({
      name: `MirrorPad, ${mode}`,
      shape: MAP,
      values: 'normal',
      build: (graph, x) =>
        graph.node('MirrorPad', [x, graph.constant([0, 0, 2, 1, 3, 0, 0, 0], [4, 2], 'int32')], {
          mode: attr.text(mode),
        }),
    }),
  ),
  {
    name: 'GatherV2, twice the same and some not',
    shape: [2, 5, 3],
    values: 'normal',
    build: (graph, x) =>
      graph.node('GatherV2', [x, graph.constant([4, 0, 4, 2, 4, 0], [2, 3], 'int32'), graph.integer(1)], {
        batch_dims: attr.int(0),
      }),
  },
  {
    name: 'GatherV2 of channels (a shuffle)',
    shape: [1, 2, 2, 6],
    values: 'normal',
    build: (graph, x) =>
      graph.node('GatherV2', [x, graph.integers(0, 3, 1, 4, 2, 5), graph.integer(-1)], {
        batch_dims: attr.int(0),
      }),
  },
  {
    name: 'Tile',
    shape: [2, 3, 2],
    values: 'normal',
    build: (graph, x) => graph.node('Tile', [x, graph.integers(1, 2, 3)]),
  },
  {
    name: 'BroadcastTo',
    shape: [2, 1, 3],
    values: 'normal',
    build: (graph, x) => graph.node('BroadcastTo', [x, graph.integers(2, 4, 3)]),
  },
  {
    name: 'ReverseV2',
    shape: [2, 3, 4],
    values: 'normal',
    build: (graph, x) => graph.node('ReverseV2', [x, graph.integers(1)]),
  },
  {
    name: 'DepthToSpace',
    shape: [2, 2, 3, 8],
    values: 'normal',
    build: (graph, x) =>
      graph.node('DepthToSpace', [x], { block_size: attr.int(2), data_format: attr.text('NHWC') }),
  },
];

const resizeCases: OperatorCase[] = (['ResizeBilinear', 'ResizeNearestNeighbor'] as const).flatMap((op) =>
  (
    [
      [[9, 13], false, false],
      [[9, 13], true, false],
      [[9, 13], false, true],
      [[10, 12], false, true],
      [[3, 4], false, true],
      [[3, 4], false, false],
    ] as const
  ).map(([size, aligned, centred]) => ({
    name: `${op} to ${size.join('×')}${aligned ? ', corners aligned' : ''}${centred ? ', pixels centred' : ''}`,
    shape: MAP,
    values: 'normal' as const,
    build: (graph, x) =>
      graph.node(op, [x, graph.integers(...size)], {
        align_corners: attr.flag(aligned),
        half_pixel_centers: attr.flag(centred),
      }),
  })),
);

const selections: OperatorCase[] = [
  {
    name: 'SelectV2, constant condition',
    shape: [2, 3, 4],
    values: 'normal',
    build: (graph, x, values) =>
      graph.node('SelectV2', [graph.constant([1, 0, 1, 1], [4], 'bool'), x, values([3, 1])]),
  },
  {
    name: 'SelectV2, computed condition, both branches',
    shape: [2, 3, 4],
    values: 'normal',
    build: (graph, x, values) => {
      const positive = graph.node('Greater', [x, graph.constant([0], [])]);
      return graph.node('SelectV2', [
        positive,
        graph.node('Mul', [x, x]),
        graph.node('Mul', [x, values([4])]),
      ]);
    },
  },
  {
    name: 'a comparison as numbers',
    shape: [2, 3, 4],
    values: 'normal',
    build: (graph, x) => {
      const positive = graph.node('Greater', [x, graph.constant([0], [])]);
      return graph.node('Mul', [
        x,
        graph.node('Cast', [positive], { SrcT: { type: 'DT_BOOL' }, DstT: { type: 'DT_FLOAT' } }),
      ]);
    },
  },
];

const CONVOLUTIONS: readonly Convolution[] = [
  { filter: [3, 3, 3, 4] },
  { filter: [3, 3, 3, 4], strides: [2, 2] },
  { filter: [3, 3, 3, 2], pads: 'VALID' },
  { filter: [3, 3, 3, 2], strides: [2, 2], pads: [1, 1, 1, 1] },
  { filter: [7, 7, 3, 2], strides: [2, 2], pads: [3, 3, 3, 3], shape: [1, 8, 8, 3] },
  { filter: [2, 3, 3, 2], strides: [1, 2], pads: [0, 2, 1, 0] },
  { filter: [3, 3, 3, 2], dilations: [2, 2], pads: [2, 2, 2, 2] },
  { filter: [3, 2, 3, 2], dilations: [2, 1] },
  { filter: [1, 1, 3, 5] },
  { filter: [1, 1, 3, 4], strides: [2, 2] },
  { filter: [1, 1, 3, 4], strides: [2, 2], pads: 'VALID', shape: [1, 7, 7, 3] },
  { filter: [4, 4, 3, 2], strides: [4, 4], pads: 'VALID', shape: [1, 8, 8, 3] },
  { filter: [1, 7, 3, 2], pads: [0, 0, 3, 3] },
  { filter: [3, 3, 3, 2], pads: [4, 4, 4, 4] },
];

const DEPTHWISE: readonly Convolution[] = [
  { filter: [3, 3, 3, 1] },
  { filter: [3, 3, 3, 1], strides: [2, 2] },
  { filter: [3, 3, 3, 1], strides: [2, 2], pads: [1, 1, 1, 1] },
  { filter: [3, 3, 3, 1], pads: [2, 0, 1, 2] },
  { filter: [5, 5, 3, 2], pads: 'VALID' },
  { filter: [3, 3, 3, 2], strides: [2, 2] },
  { filter: [3, 3, 3, 1], dilations: [2, 2], pads: [2, 2, 2, 2] },
  { filter: [3, 3, 3, 2], dilations: [2, 2] },
  { filter: [5, 6, 3, 1], pads: 'VALID' },
  { filter: [7, 7, 3, 1], pads: [3, 3, 3, 3] },
];

/** Every operator that has a rule, in the shapes that networks give it. */
export const OPERATOR_CASES: readonly OperatorCase[] = [
  ...[
    'Neg',
    'Abs',
    'Exp',
    'Square',
    'Sin',
    'Cos',
    'Erf',
    'Tanh',
    'Sigmoid',
    'Softplus',
    'Atan',
    'Sinh',
    'Cosh',
    'Asinh',
    'Expm1',
  ].map((op) => unaryCase(op)),
  ...['Elu', 'Selu', 'Relu', 'Softmax', 'LogSoftmax'].map((op) => unaryCase(op)),
  ...['Log', 'Log1p', 'Sqrt', 'Rsqrt', 'Reciprocal'].map((op) => unaryCase(op, 'positive')),
  ...['Tan', 'Asin', 'Acos', 'Atanh'].map((op) => unaryCase(op, 'unit')),
  unaryCase('Acosh', 'above-one'),
  unaryCase('LeakyRelu', 'normal', { alpha: attr.float(0.3) }),
  unaryCase('LeakyRelu', 'normal', { alpha: attr.float(-0.3) }),
  {
    name: 'Relu6 on both sides of its kinks',
    shape: [2, 3, 4],
    values: 'distinct',
    build: (graph, x) => graph.node('Relu6', [graph.node('Mul', [x, graph.constant([5], [])])]),
  },
  {
    name: 'ClipByValue',
    shape: [2, 3, 4],
    values: 'distinct',
    build: (graph, x) => graph.node('ClipByValue', [x, graph.constant([-0.6], []), graph.constant([1], [])]),
  },
  ...['AddV2', 'Sub', 'Mul', 'SquaredDifference'].flatMap((op) => binaryCases(op)),
  ...['Maximum', 'Minimum'].flatMap((op) => binaryCases(op, 'distinct', 'between')),
  ...binaryCases('RealDiv', 'normal', 'positive').slice(0, 2),
  ...binaryCases('RealDiv', 'positive'),
  ...binaryCases('Pow', 'positive'),
  {
    name: 'Pow, negative to an integer power',
    shape: [2, 3, 4],
    values: 'normal',
    build: (graph, x) => graph.node('Pow', [x, graph.constant([3], [])]),
  },
  ...[[3], [1, 1, 4], [5, 6, 3]].slice(0, 1).map(
    (slope): OperatorCase => ({
      name: 'Prelu, some slopes negative',
      shape: MAP,
      values: 'normal',
      build: (graph, x) => graph.node('Prelu', [x, graph.constant([0.3, -0.2, 0], slope)]),
    }),
  ),
  {
    name: 'AddN',
    shape: [2, 3],
    values: 'normal',
    build: (graph, x, values) => graph.node('AddN', [x, values([2, 3]), x], { N: attr.int(3) }),
  },
  {
    name: 'BiasAdd',
    shape: MAP,
    values: 'normal',
    build: (graph, x, values) => graph.node('BiasAdd', [x, values([3])], { data_format: attr.text('NHWC') }),
  },
  ...CONVOLUTIONS.map((each) => convolutionCase('Conv2D', each)),
  ...DEPTHWISE.map((each) => convolutionCase('DepthwiseConv2dNative', each)),
  ...['none', 'Relu', 'Relu6', 'Elu', 'LeakyRelu', 'Sigmoid', 'Prelu'].flatMap((activation) => [
    fusedCase('_FusedConv2D', activation, [3, 3, 3, 4], MAP),
    fusedCase('_FusedMatMul', activation, [5, 4], [3, 5]),
    // tfjs's converter knows no slope of this one.
    ...(activation === 'LeakyRelu'
      ? []
      : [fusedCase('FusedDepthwiseConv2dNative', activation, [3, 3, 3, 2], MAP)]),
  ]),
  {
    name: 'Conv2DBackpropInput as a forward op',
    shape: [1, 3, 4, 2],
    values: 'normal',
    build: (graph, x, values) =>
      graph.node(
        'Conv2DBackpropInput',
        [graph.integers(1, 6, 8, 3), values([3, 3, 3, 2]), x],
        windows([2, 2], 'SAME'),
      ),
  },
  ...productCases,
  ...reductionCases('Mean'),
  ...reductionCases('Sum'),
  ...reductionCases('Max', 'distinct'),
  ...reductionCases('Min', 'distinct'),
  ...reductionCases('Prod', 'unit').slice(1, 4),
  {
    name: 'Prod with a zero',
    shape: [2, 3, 4],
    values: 'unit',
    build: (graph, x, values) => {
      const some = graph.node('Mul', [x, graph.constant([0, 1, 1, 1], [4])]);
      return graph.node('Prod', [graph.node('AddV2', [some, values([3, 1])]), graph.integers(2)], {
        keep_dims: attr.flag(false),
      });
    },
  },
  ...poolCases('MaxPool'),
  ...poolCases('AvgPool'),
  ...rearrangements,
  ...resizeCases,
  ...selections,
];
