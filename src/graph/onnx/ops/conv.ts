import { type Attrs, attr } from '../../attr.ts';
import { range, transposed } from '../../dims.ts';
import { broken, notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import type { Convert } from '../step.ts';
import type { Constant } from '../tensor.ts';
import { type Live, NHWC } from '../value.ts';
import { type Window, windowOf } from '../window.ts';

/** A kernel as ONNX has it, `[O, C/groups, kh, kw]`, with the dilation spread out where tfjs needs it. */
interface Kernel {
  readonly shape: readonly [number, number, number, number];
  readonly values: () => Float32Array;
}

/** A two-dimensional convolution: NCHW becomes NHWC, groups become slices, a bias is fused. */
export const conv: Convert = (step) => {
  const { b } = step;
  const x = step.live(0);
  const weight = step.constant(1, 'A convolution kernel');
  const bias = step.optional(2) ? step.constant(2, 'A bias') : null;
  if (x.dims.length !== 4 || weight.dims.length !== 4) {
    throw notRun(`A convolution over ${x.dims.length - 2} axes is not run, only over height and width.`);
  }
  const [count = 0, inGroup = 0, high = 0, wide = 0] = weight.dims;
  const channels = x.dims[1]!;
  const groups = step.int('group', 1);
  if (inGroup * groups !== channels || count % groups !== 0 || (bias && bias.data.length !== count)) {
    throw broken(
      'bad-shapes',
      `A kernel of shape [${weight.dims.join(', ')}] in ${groups} groups does not fit ${channels} channels.`,
    );
  }
  const window = windowOf(step, x.dims.slice(2), [high, wide]);
  const spread = Math.max(...window.strides) > 1 && Math.max(...window.dilations) > 1;
  const kernel = spread ? spreadKernel(weight, window.dilations) : plainKernel(weight);
  const dilations = spread ? ([1, 1] as const) : window.dilations;
  const attrs: Attrs = {
    strides: attr.ints([1, ...window.strides, 1]),
    dilations: attr.ints([1, ...dilations, 1]),
    data_format: attr.text('NHWC'),
    ...padding(window),
  };
  const image = b.as(x, NHWC);
  const dims = [x.dims[0]!, count, ...window.out];

  if (groups === 1) return convolve(b, 'Conv2D', image, kernel, bias, dims, attrs);
  if (inGroup === 1 && groups === channels) {
    return convolve(b, 'DepthwiseConv2dNative', image, kernel, bias, dims, attrs);
  }
  const each = count / groups;
  const parts = range(groups).map((g) => {
    const slice = b.node(
      'Slice',
      [image, b.ints([0, 0, 0, g * inGroup]), b.ints([-1, -1, -1, inGroup])],
      [x.dims[0]!, ...x.dims.slice(2), inGroup],
    );
    const [, , kh, kw] = kernel.shape;
    const size = each * inGroup * kh * kw;
    const part: Kernel = {
      shape: [each, inGroup, kh, kw],
      values: () => kernel.values().subarray(g * size, (g + 1) * size),
    };
    const shift = bias?.floats.slice(g * each, (g + 1) * each);
    return convolve(b, 'Conv2D', slice, part, shift, [x.dims[0]!, each, ...window.out], attrs).node;
  });
  return b.live('ConcatV2', [...parts, b.ints([3], [])], dims, {
    order: NHWC,
    attrs: { N: attr.int(groups), Tidx: attr.type('DT_INT32') },
  });
};

function padding({ kind, before, after }: Window): Attrs {
  if (kind) return { padding: attr.text(kind) };
  const [top, left] = before;
  const [bottom, right] = after;
  return {
    padding: attr.text('EXPLICIT'),
    explicit_paddings: attr.ints([0, 0, top, bottom, left, right, 0, 0]),
  };
}

const FUSED = { Conv2D: '_FusedConv2D', DepthwiseConv2dNative: 'FusedDepthwiseConv2dNative' } as const;

function convolve(
  b: Builder,
  op: keyof typeof FUSED,
  image: string,
  { shape: [outer, inner, high, wide], values }: Kernel,
  bias: Constant | Float32Array | null | undefined,
  dims: readonly number[],
  attrs: Attrs,
): Live {
  const deep = op === 'DepthwiseConv2dNative';
  const channels = deep ? b.shapes.get(image)!.at(-1)! : inner;
  const each = deep ? outer / channels : outer;
  // ONNX: [O, C, kh, kw], depthwise [C·m, 1, kh, kw]. tfjs: [kh, kw, C, O], depthwise [kh, kw, C, m].
  const from = deep ? [channels, each, high, wide] : [outer, inner, high, wide];
  const order = deep ? [2, 3, 0, 1] : [2, 3, 1, 0];
  const kernel = b.floats(() => transposed(values(), from, order), [high, wide, channels, each]);
  if (!bias) return b.live(op, [image, kernel], dims, { order: NHWC, attrs });
  const shift = b.floats(() => (bias instanceof Float32Array ? bias : bias.floats), [outer]);
  const fused = {
    ...attrs,
    fused_ops: attr.texts(['BiasAdd']),
    num_args: attr.int(1),
    epsilon: attr.float(0),
  };
  return b.live(FUSED[op], [image, kernel, shift], dims, { order: NHWC, attrs: fused });
}

const plainKernel = (weight: Constant): Kernel => ({
  shape: weight.dims as unknown as Kernel['shape'],
  values: () => weight.fleeting,
});

/** tfjs takes strides or dilations, not both: zeros between the kernel's values are the same convolution. */
function spreadKernel(weight: Constant, [dy, dx]: readonly [number, number]): Kernel {
  const [outer, inner, high, wide] = weight.dims as unknown as Kernel['shape'];
  const [tall, broad] = [(high - 1) * dy + 1, (wide - 1) * dx + 1];
  const values = () => {
    const from = weight.fleeting;
    const out = new Float32Array(outer * inner * tall * broad);
    for (let i = 0; i < from.length; i++) {
      const [x, y, c] = [i % wide, Math.floor(i / wide) % high, Math.floor(i / (wide * high))];
      out[(c * tall + y * dy) * broad + x * dx] = from[i]!;
    }
    return out;
  };
  return { shape: [outer, inner, tall, broad], values };
}
