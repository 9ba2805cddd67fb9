import { read } from './attr.ts';
import { type Dims, sizePerImage } from './dims.ts';
import type { Editor } from './editor.ts';
import { type GraphNode, inputsOf, intsOf } from './graph.ts';

type Pair = readonly [number, number];

/** Where the cells of a value lie on the image, in pixels, [y, x]. */
export interface Geometry {
  /** A map `[n, h, w, K]`, or tokens `[n, T, K]` of which `extra` come before the h·w of the map. */
  readonly kind: 'map' | 'tokens';
  readonly start: Pair;
  readonly step: Pair;
  readonly cells: Pair;
  readonly extra: number;
}

const pair = (f: (axis: 0 | 1) => number): Pair => [f(0), f(1)];

/** Padding of a window before the image, on tfjs's terms. */
function padBefore(node: GraphNode, size: Pair, span: Pair, stride: Pair): Pair {
  const kind = read.text(node.attr, 'padding');
  if (kind === 'EXPLICIT') {
    const pads = read.ints(node.attr, 'explicit_paddings');
    return [pads[2] ?? 0, pads[4] ?? 0];
  }
  if (kind !== 'SAME') return [0, 0];
  return pair((i) =>
    Math.floor(Math.max((Math.ceil(size[i] / stride[i]) - 1) * stride[i] + span[i] - size[i], 0) / 2),
  );
}

/**
 * Where each value that still has places lies on the image. A window of span s, stride t and padding p in front
 * moves the first centre by `(s - 1) / 2 - p` cells and multiplies the step by t.
 * Araujo, Norris, Sim: Computing receptive fields of convolutional neural networks. Distill 2019.
 */
export function geometryOf(editor: Editor): Map<string, Geometry> {
  const known = new Map<string, Geometry>();
  for (const node of editor.nodes.values()) {
    const shape = editor.shape(node.name);
    const found =
      node.name === editor.input
        ? whole(shape)
        : node.op === 'Const'
          ? null
          : next(editor, node, shape, known);
    if (found) known.set(node.name, found);
  }
  return known;
}

const whole = (shape: Dims): Geometry => ({
  kind: 'map',
  start: [0, 0],
  step: [1, 1],
  cells: [shape[1]!, shape[2]!],
  extra: 0,
});

function next(
  editor: Editor,
  node: GraphNode,
  shape: Dims,
  known: ReadonlyMap<string, Geometry>,
): Geometry | null {
  const inputs = inputsOf(node);
  const from = inputs.map((name) => known.get(name));
  const [first] = from;
  const constants = (index: number) => intsOf(editor.weights.get(inputs[index]!)!);
  if (!from.some((g) => g)) return null;
  switch (node.op) {
    case 'Conv2D':
    case '_FusedConv2D':
    case 'DepthwiseConv2dNative':
    case 'FusedDepthwiseConv2dNative': {
      // A product of tokens with a constant is a convolution over [n, 1, T, K].
      if (first?.kind !== 'map') return first ?? null;
      const kernel = editor.shape(inputs[1]!);
      const dilations = read.ints(node.attr, 'dilations');
      return windowed(
        node,
        first,
        pair((i) => (kernel[i]! - 1) * (dilations[i + 1] ?? 1) + 1),
        shape,
      );
    }
    case 'MaxPool':
    case 'AvgPool': {
      const kernel = read.ints(node.attr, 'ksize');
      return first?.kind === 'map' ? windowed(node, first, [kernel[1]!, kernel[2]!], shape) : null;
    }
    case 'PadV2':
    case 'MirrorPad': {
      const pads = constants(1);
      if (first?.kind === 'tokens') {
        return pads[3] === 0 && shape.length === 3 ? { ...first, extra: first.extra + pads[2]! } : null;
      }
      return first
        ? shifted(
            first,
            pair((i) => -pads[2 * (i + 1)]!),
            [1, 1],
            shape,
          )
        : null;
    }
    case 'Slice':
    case 'StridedSlice': {
      if (!first) return null;
      const begin = constants(1);
      if (first.kind === 'tokens') return slicedTokens(first, begin[1] ?? 0, shape);
      const by = node.op === 'StridedSlice' ? constants(3) : [1, 1, 1, 1];
      return shifted(
        first,
        pair((i) => begin[i + 1]!),
        pair((i) => by[i + 1]!),
        shape,
      );
    }
    case 'ResizeBilinear':
    case 'ResizeNearestNeighbor': {
      if (first?.kind !== 'map') return null;
      const scale = pair((i) => first.cells[i] / shape[i + 1]!);
      return shifted(
        first,
        pair((i) => (scale[i] - 1) / 2),
        scale,
        shape,
      );
    }
    case 'ConcatV2': {
      const axis = constants(inputs.length - 1)[0]!;
      const at = from.findIndex((g) => g !== undefined);
      const found = from[at]!;
      if (found.kind === 'map' || axis !== 1) return fits(found, shape);
      const before = inputs.slice(0, at).reduce((sum, name) => sum + editor.shape(name)[1]!, 0);
      return fits({ ...found, extra: found.extra + before }, shape);
    }
    case 'Reshape':
      return first ? reshaped(first, editor.shape(inputs[0]!), shape) : null;
    case 'Transpose':
    case 'MatMul':
    case 'BatchMatMulV2':
    case 'Tile':
      return null;
    case 'GatherV2':
      // Channels in another order, as BGR is made: every cell stays where it is.
      return first && constants(2)[0] === shape.length - 1 ? fits(first, shape) : null;
    default: {
      // Pointwise, or a reduction, whose shape tells.
      const found = from.find((g) => g && fits(g, shape));
      return found ?? null;
    }
  }
}

function windowed(node: GraphNode, from: Geometry, span: Pair, shape: Dims): Geometry | null {
  const strides = read.ints(node.attr, 'strides');
  const stride: Pair = [strides[1]!, strides[2]!];
  const before = padBefore(node, from.cells, span, stride);
  return shifted(
    from,
    pair((i) => (span[i] - 1) / 2 - before[i]),
    stride,
    shape,
  );
}

function shifted(from: Geometry, cells: Pair, stride: Pair, shape: Dims): Geometry | null {
  if (from.kind !== 'map' || shape.length !== 4) return null;
  return {
    ...from,
    start: pair((i) => from.start[i] + cells[i] * from.step[i]),
    step: pair((i) => from.step[i] * stride[i]),
    cells: [shape[1]!, shape[2]!],
  };
}

/** Does a value of this shape have the places of that geometry? */
function fits(geometry: Geometry, shape: Dims): Geometry | null {
  const [h, w] = geometry.cells;
  if (geometry.kind === 'map')
    return shape.length === 4 && shape[1] === h && shape[2] === w ? geometry : null;
  const tokens = shape.length === 3 ? shape[1] : shape.length === 4 && shape[1] === 1 ? shape[2] : 0;
  return tokens !== undefined && tokens >= h * w + geometry.extra ? geometry : null;
}

function reshaped(from: Geometry, old: Dims, shape: Dims): Geometry | null {
  const [h, w] = from.cells;
  const last = shape.at(-1);
  if (last !== old.at(-1)) return null;
  if (from.kind === 'map') {
    if (shape.length === 4) return fits(from, shape);
    return shape.length === 3 && shape[1] === h * w && h * w > 1 ? { ...from, kind: 'tokens' } : null;
  }
  if (shape.length === 4 && shape[1] === h && shape[2] === w && from.extra === 0)
    return { ...from, kind: 'map' };
  return sizePerImage(shape) === sizePerImage(old) ? fits(from, shape) : null;
}

function slicedTokens(from: Geometry, begin: number, shape: Dims): Geometry | null {
  const extra = from.extra - begin;
  if (extra < 0 || shape.length !== 3) return null;
  return fits({ ...from, extra }, shape);
}
