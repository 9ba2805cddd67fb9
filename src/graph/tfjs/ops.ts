import { notRun, quoted } from '../refusal.ts';
import { Attributes, type Emitter } from './emitter.ts';
import type { TfjsNode } from './files.ts';

/** How one tfjs operator is written in ONNX's. Its last node gives the value of the tfjs node's own name. */
type Rewrite = (e: Emitter, of: TfjsNode, inputs: readonly string[]) => void;

const IN = [0, 3, 1, 2];
const OUT = [0, 2, 3, 1];

const OF_TWO = new Set(
  'Add Sub Mul Div Pow Max Min PRelu Reshape Tile Equal Greater GreaterOrEqual Less LessOrEqual And Or'.split(
    ' ',
  ),
);
const OF_THREE = new Set(['Where', 'Range']);

/** The same operator under ONNX's name, with as many inputs as it has. */
const renamed =
  (op: string): Rewrite =>
  (e, of, inputs) => {
    const count = op === 'Sum' ? inputs.length : OF_TWO.has(op) ? 2 : OF_THREE.has(op) ? 3 : 1;
    e.emit(
      of,
      op,
      Array.from({ length: count }, (_, i) => inputs[i]!),
      {},
      of.name,
    );
  };

const last: Rewrite = (e, of, inputs) => {
  e.emit(of, 'Softmax', inputs, { axis: -1 }, of.name);
};

/** An activation by the name that fused operators give it. */
function activate(e: Emitter, of: TfjsNode, kind: string, x: string, slope: string | undefined): string {
  const attrs = new Attributes(of);
  switch (kind) {
    case 'Relu6':
      return e.emit(of, 'Clip', [x, e.floats(of, [], [0]), e.floats(of, [], [6])]);
    case 'LeakyRelu':
      return e.emit(of, 'LeakyRelu', [x], { alpha: { float: attrs.float('leakyrelu_alpha', 0.2) } });
    case 'Prelu':
      if (slope === undefined) throw notRun(`${of.op} ${quoted(of.name)} has no slopes.`);
      return e.emit(of, 'PRelu', [x, slope]);
    case 'Relu':
    case 'Elu':
    case 'Sigmoid':
    case 'Tanh':
      return e.emit(of, kind, [x]);
    default:
      throw notRun(`${of.op} ${quoted(of.name)} ends with ${quoted(kind)}, which is not known.`);
  }
}

/** What a fused operator does after its product: a bias, then an activation. */
function finish(e: Emitter, of: TfjsNode, x: string, [bias, slope]: readonly string[]): void {
  const fused = new Attributes(of).texts('fused_ops');
  let at = x;
  for (const kind of fused) {
    if (kind !== 'BiasAdd') at = activate(e, of, kind, at, slope);
    // Without its bias the emitter says what is missing.
    else at = e.emit(of, 'Add', [at, bias!]);
  }
  e.emit(of, 'Identity', [at], {}, of.name);
}

function needNhwc(of: TfjsNode): void {
  const format = new Attributes(of).text('data_format', 'NHWC');
  if (format !== 'NHWC') throw notRun(`${of.op} ${quoted(of.name)} lies as ${quoted(format)}.`);
}

function windowOf(of: TfjsNode): Record<string, string | readonly number[]> {
  const attrs = new Attributes(of);
  const padding = attrs.text('padding', 'VALID');
  const [, down = 1, across = 1] = attrs.ints('strides');
  const pads = attrs.ints('explicit_paddings');
  const explicit = [pads[2] ?? 0, pads[4] ?? 0, pads[3] ?? 0, pads[5] ?? 0];
  return {
    strides: [down, across],
    ...(padding === 'EXPLICIT'
      ? { pads: explicit }
      : { auto_pad: padding === 'SAME' ? 'SAME_UPPER' : 'VALID' }),
  };
}

const convolution: Rewrite = (e, of, [x, kernel, ...more]) => {
  needNhwc(of);
  const depthwise = of.op.includes('Depthwise');
  const [, down = 1, across = 1] = new Attributes(of).ints('dilations');
  let weight = e.emit(of, 'Transpose', [kernel!], { perm: depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1] });
  const [high, wide, inner, multiplier] = e.dims(kernel!) ?? [];
  if (high === undefined || inner === undefined || multiplier === undefined)
    throw notRun(`${of.op} ${quoted(of.name)}: the kernel is computed.`);
  if (depthwise) weight = e.emit(of, 'Reshape', [weight, e.ints(of, [inner * multiplier, 1, high, wide!])]);
  const image = e.emit(of, 'Transpose', [x!], { perm: IN });
  const group = depthwise ? { group: inner } : {};
  const convolved = e.emit(of, 'Conv', [image, weight], {
    ...windowOf(of),
    dilations: [down, across],
    ...group,
  });
  finish(e, of, e.emit(of, 'Transpose', [convolved], { perm: OUT }), more);
};

const pool =
  (op: 'MaxPool' | 'AveragePool'): Rewrite =>
  (e, of, [x]) => {
    needNhwc(of);
    const [, down = 1, across = 1] = new Attributes(of).ints('ksize');
    const image = e.emit(of, 'Transpose', [x!], { perm: IN });
    const pooled = e.emit(of, op, [image], { ...windowOf(of), kernel_shape: [down, across] });
    e.emit(of, 'Transpose', [pooled], { perm: OUT }, of.name);
  };

const reduction =
  (op: string): Rewrite =>
  (e, of, [x, axes]) => {
    const attrs = new Attributes(of);
    const keepdims = attrs.flag('keep_dims') ? 1 : 0;
    const along = e.numbers(of, axes!, 'The axis');
    if (along.length === 0) {
      e.emit(of, 'Identity', [x!], {}, of.name);
    } else if (op === 'ReduceSum') {
      e.emit(of, op, [x!, e.ints(of, along)], { keepdims }, of.name);
    } else e.emit(of, op, [x!], { keepdims, axes: along }, of.name);
  };

const matMul: Rewrite = (e, of, [x, y, ...more]) => {
  const attrs = new Attributes(of);
  const [transA, transB] = [attrs.flag('transpose_a') ? 1 : 0, attrs.flag('transpose_b') ? 1 : 0];
  // Stacks of matrices, as some converters write them, have no flags.
  const product =
    transA || transB ? e.emit(of, 'Gemm', [x!, y!], { transA, transB }) : e.emit(of, 'MatMul', [x!, y!]);
  finish(e, of, product, more);
};

const batchMatMul: Rewrite = (e, of, [x, y]) => {
  const attrs = new Attributes(of);
  const [left, right] = [attrs.flag('adj_x') ? '...ki' : '...ik', attrs.flag('adj_y') ? '...jk' : '...kj'];
  if (left === '...ik' && right === '...kj') e.emit(of, 'MatMul', [x!, y!], {}, of.name);
  else e.emit(of, 'Einsum', [x!, y!], { equation: `${left},${right}->...ij` }, of.name);
};

const pads: Rewrite = (e, of, [x, amounts, value]) => {
  const given = e.numbers(of, amounts!, 'The padding');
  const both = [...given.filter((_, i) => i % 2 === 0), ...given.filter((_, i) => i % 2 === 1)];
  const mode = of.op === 'MirrorPad' ? new Attributes(of).text('mode', 'REFLECT').toLowerCase() : 'constant';
  if (mode === 'symmetric') throw notRun(`${of.op} ${quoted(of.name)} mirrors with the edge.`);
  e.emit(of, 'Pad', [x!, e.ints(of, both), ...(value === undefined ? [] : [value])], { mode }, of.name);
};

const concat: Rewrite = (e, of, inputs) => {
  const [axis = 0] = e.numbers(of, inputs.at(-1)!, 'The axis');
  e.emit(of, 'Concat', inputs.slice(0, -1), { axis }, of.name);
};

const slice: Rewrite = (e, of, [x, begin, size]) => {
  const starts = e.numbers(of, begin!, 'The beginning');
  const lengths = e.numbers(of, size!, 'The size');
  const ends = starts.map((start, i) => (lengths[i] === -1 ? Number.MAX_SAFE_INTEGER : start + lengths[i]!));
  e.emit(of, 'Slice', [x!, e.ints(of, starts), e.ints(of, ends)], {}, of.name);
};

const stridedSlice: Rewrite = (e, of, [x, begin, end, strides]) => {
  const attrs = new Attributes(of);
  if (attrs.int('ellipsis_mask', 0) || attrs.int('new_axis_mask', 0))
    throw notRun(`${of.op} ${quoted(of.name)} adds axes.`);
  const [from, to, steps] = [begin, end, strides].map((name) => e.numbers(of, name!, 'A bound'));
  const masked = (mask: string, i: number) => (attrs.int(mask, 0) >> i) % 2 === 1;
  const shrunk = from!.flatMap((_, i) => (masked('shrink_axis_mask', i) ? [i] : []));
  const most = Number.MAX_SAFE_INTEGER;
  const bounds = from!.map((start, i) => {
    const step = steps![i]!;
    if (masked('shrink_axis_mask', i)) return [start, start === -1 ? most : start + 1];
    return [
      masked('begin_mask', i) ? (step > 0 ? 0 : most) : start,
      masked('end_mask', i) ? (step > 0 ? most : -most) : to![i]!,
    ];
  });
  const parts = [0, 1].map((k) =>
    e.ints(
      of,
      bounds.map((bound) => bound[k]!),
    ),
  );
  const axes = e.ints(
    of,
    from!.map((_, i) => i),
  );
  const cut = [x!, parts[0]!, parts[1]!, axes, e.ints(of, steps!)];
  if (shrunk.length === 0) e.emit(of, 'Slice', cut, {}, of.name);
  else e.emit(of, 'Squeeze', [e.emit(of, 'Slice', cut), e.ints(of, shrunk)], {}, of.name);
};

const pack: Rewrite = (e, of, inputs) => {
  const axis = new Attributes(of).int('axis', 0);
  const parts = inputs.map((input) => e.emit(of, 'Unsqueeze', [input, e.ints(of, [axis])]));
  e.emit(of, 'Concat', parts, { axis }, of.name);
};

const split: Rewrite = (e, of, inputs) => {
  const attrs = new Attributes(of);
  const sized = of.op === 'SplitV';
  const [x, axisInput] = sized ? [inputs[0]!, inputs[2]!] : [inputs[1]!, inputs[0]!];
  const [axis = 0] = e.numbers(of, axisInput, 'The axis');
  const sizes = sized ? e.numbers(of, inputs[1]!, 'The sizes') : null;
  const count = sizes?.length ?? attrs.int('num_split', 1);
  if (!(count >= 1 && count <= 4096)) throw notRun(`${of.op} ${quoted(of.name)} makes ${count} parts.`);
  e.emitAll(of, 'Split', sizes ? [x, e.ints(of, sizes)] : [x], count, { axis });
};

const resize: Rewrite = (e, of, [x, size]) => {
  const attrs = new Attributes(of);
  const [height = 0, width = 0] = e.numbers(of, size!, 'The size');
  const mode = of.op === 'ResizeBilinear' ? 'linear' : 'nearest';
  const half = attrs.flag('half_pixel_centers');
  const coordinates = attrs.flag('align_corners') ? 'align_corners' : half ? 'half_pixel' : 'asymmetric';
  const nearest_mode = attrs.flag('align_corners')
    ? 'round_prefer_ceil'
    : half
      ? 'round_prefer_ceil'
      : 'floor';
  const image = e.emit(of, 'Transpose', [x!], { perm: IN });
  const resized = e.emit(of, 'Resize', [image, '', '', e.ints(of, [height, width])], {
    mode,
    coordinate_transformation_mode: coordinates,
    axes: [2, 3],
    ...(mode === 'nearest' && { nearest_mode }),
  });
  e.emit(of, 'Transpose', [resized], { perm: OUT }, of.name);
};

const batchNorm: Rewrite = (e, of, [x, scale, offset, mean, variance]) => {
  needNhwc(of);
  const epsilon = { float: new Attributes(of).float('epsilon', 1e-4) };
  const image = e.emit(of, 'Transpose', [x!], { perm: IN });
  const normal = e.emit(of, 'BatchNormalization', [image, scale!, offset!, mean!, variance!], { epsilon });
  e.emit(of, 'Transpose', [normal], { perm: OUT }, of.name);
};

const squeeze: Rewrite = (e, of, [x]) => {
  const attrs = new Attributes(of);
  const axes = [...attrs.ints('squeeze_dims'), ...attrs.ints('axis')];
  e.emit(of, 'Squeeze', axes.length > 0 ? [x!, e.ints(of, axes)] : [x!], {}, of.name);
};

const cast: Rewrite = (e, of, [x]) => {
  const attrs = new Attributes(of);
  const to = { DT_FLOAT: 1, DT_INT32: 6, DT_INT64: 7, DT_BOOL: 9 }[attrs.type('DstT')];
  if (to === undefined) throw notRun(`${of.op} ${quoted(of.name)} makes ${quoted(attrs.type('DstT'))}.`);
  e.emit(of, 'Cast', [x!], { to }, of.name);
};

/** tfjs operators that are written in ONNX's, by name. */
const REWRITES: Readonly<Record<string, Rewrite>> = {
  ...Object.fromEntries(
    Object.entries({
      Identity: 'Identity',
      StopGradient: 'Identity',
      Add: 'Add',
      AddV2: 'Add',
      BiasAdd: 'Add',
      AddN: 'Sum',
      Sub: 'Sub',
      Mul: 'Mul',
      Div: 'Div',
      RealDiv: 'Div',
      Pow: 'Pow',
      Maximum: 'Max',
      Minimum: 'Min',
      Abs: 'Abs',
      Ceil: 'Ceil',
      Cos: 'Cos',
      Elu: 'Elu',
      Erf: 'Erf',
      Exp: 'Exp',
      Floor: 'Floor',
      Log: 'Log',
      Neg: 'Neg',
      Prelu: 'PRelu',
      Relu: 'Relu',
      Round: 'Round',
      Selu: 'Selu',
      Sigmoid: 'Sigmoid',
      Sign: 'Sign',
      Sin: 'Sin',
      Softplus: 'Softplus',
      Sqrt: 'Sqrt',
      Tanh: 'Tanh',
      Reciprocal: 'Reciprocal',
      Reshape: 'Reshape',
      Tile: 'Tile',
      Shape: 'Shape',
      Equal: 'Equal',
      Greater: 'Greater',
      GreaterEqual: 'GreaterOrEqual',
      Less: 'Less',
      LessEqual: 'LessOrEqual',
      LogicalAnd: 'And',
      LogicalNot: 'Not',
      LogicalOr: 'Or',
      Select: 'Where',
      SelectV2: 'Where',
      Range: 'Range',
    }).map(([tfjs, onnx]) => [tfjs, renamed(onnx)]),
  ),
  Conv2D: convolution,
  _FusedConv2D: convolution,
  DepthwiseConv2dNative: convolution,
  FusedDepthwiseConv2dNative: convolution,
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool'),
  Mean: reduction('ReduceMean'),
  Sum: reduction('ReduceSum'),
  Max: reduction('ReduceMax'),
  Min: reduction('ReduceMin'),
  Prod: reduction('ReduceProd'),
  MatMul: matMul,
  _FusedMatMul: matMul,
  BatchMatMul: batchMatMul,
  BatchMatMulV2: batchMatMul,
  Einsum: (e, of, inputs) => {
    e.emit(of, 'Einsum', inputs, { equation: new Attributes(of).text('equation') }, of.name);
  },
  Pad: pads,
  PadV2: pads,
  MirrorPad: pads,
  ConcatV2: concat,
  Slice: slice,
  StridedSlice: stridedSlice,
  Pack: pack,
  Split: split,
  SplitV: split,
  ResizeBilinear: resize,
  ResizeNearestNeighbor: resize,
  FusedBatchNorm: batchNorm,
  FusedBatchNormV2: batchNorm,
  FusedBatchNormV3: batchNorm,
  Squeeze: squeeze,
  Softmax: last,
  Cast: cast,
  Relu6: (e, of, [x]) => {
    e.emit(of, 'Clip', [x!, e.floats(of, [], [0]), e.floats(of, [], [6])], {}, of.name);
  },
  LeakyRelu: (e, of, [x]) => {
    const alpha = { float: new Attributes(of).float('alpha', 0.2) };
    e.emit(of, 'LeakyRelu', [x!], { alpha }, of.name);
  },
  Rsqrt: (e, of, [x]) => {
    e.emit(of, 'Reciprocal', [e.emit(of, 'Sqrt', [x!])], {}, of.name);
  },
  Square: (e, of, [x]) => {
    e.emit(of, 'Mul', [x!, x!], {}, of.name);
  },
  SquaredDifference: (e, of, [x, y]) => {
    const difference = e.emit(of, 'Sub', [x!, y!]);
    e.emit(of, 'Mul', [difference, difference], {}, of.name);
  },
  ClipByValue: (e, of, [x, low, high]) => {
    e.emit(of, 'Clip', [x!, low!, high!], {}, of.name);
  },
  Transpose: (e, of, [x, perm]) => {
    e.emit(of, 'Transpose', [x!], { perm: e.numbers(of, perm!, 'The order of axes') }, of.name);
  },
  ExpandDims: (e, of, [x, axis]) => {
    e.emit(of, 'Unsqueeze', [x!, e.ints(of, e.numbers(of, axis!, 'The axis'))], {}, of.name);
  },
  GatherV2: (e, of, [x, indices, axis]) => {
    const [along = 0] = e.numbers(of, axis!, 'The axis');
    e.emit(of, 'Gather', [x!, indices!], { axis: along }, of.name);
  },
  Fill: (e, of, [dims, value]) => {
    e.emit(of, 'Expand', [value!, dims!], {}, of.name);
  },
};

/** Writes a tfjs node in ONNX's operators. @throws Refusal where it stands in a form that is not run */
export function rewrite(e: Emitter, of: TfjsNode, inputs: readonly string[]): void {
  const how = Object.hasOwn(REWRITES, of.op) ? REWRITES[of.op] : undefined;
  if (how) how(e, of, inputs);
  else e.unknown(of);
}
