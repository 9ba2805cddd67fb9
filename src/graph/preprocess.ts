import { attr } from './attr.ts';
import type { ChannelOrder, Preprocessing, PreprocessingId } from './card.ts';
import type { Editor } from './editor.ts';

/** Scales that networks were trained with, by name; 'custom' is whatever the user says. */
export const PREPROCESSINGS = {
  imagenet: { id: 'imagenet', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  'minus-one-one': { id: 'minus-one-one', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  'zero-one': { id: 'zero-one', mean: [0, 0, 0], std: [1, 1, 1] },
  bytes: { id: 'bytes', mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] },
  clip: {
    id: 'clip',
    mean: [0.48145466, 0.4578275, 0.40821073],
    std: [0.26862954, 0.26130258, 0.27577711],
  },
  'in-graph': { id: 'in-graph', mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] },
} as const satisfies Record<Exclude<PreprocessingId, 'custom'>, Preprocessing>;

/**
 * Puts in front of a network what it wants done to pixels, as nodes of the graph: afterwards it takes
 * `[n, h, w, 3]`, RGB, 0 to 255, whatever it was trained with.
 *
 * @returns the new placeholder's name
 */
export function prependPreprocessing(
  editor: Editor,
  { id, mean, std }: Preprocessing,
  order: ChannelOrder,
): string {
  const old = editor.input;
  const shape = editor.shape(old);
  const channels = shape.at(-1)!;
  const image = [shape[0]!, shape[1]!, shape[2]!, 3];
  const placeholder = editor.add('Placeholder', [], image, {
    dtype: attr.type('DT_FLOAT'),
    shape: attr.shape(image),
  });
  const added = new Set<string>();
  let at = placeholder;
  const step = (op: string, inputs: string[], out: readonly number[], attrs = {}) => {
    at = editor.add(op, inputs, out, attrs);
    added.add(at);
  };
  if (channels === 1) {
    // Grey as Pillow makes it: ITU-R 601.
    step(
      'Conv2D',
      [at, editor.floats([1, 1, 3, 1], Float32Array.of(0.299, 0.587, 0.114))],
      [...image.slice(0, 3), 1],
      {
        strides: attr.ints([1, 1, 1, 1]),
        dilations: attr.ints([1, 1, 1, 1]),
        padding: attr.text('VALID'),
        data_format: attr.text('NHWC'),
      },
    );
  } else if (order === 'BGR') {
    step('GatherV2', [at, editor.ints([2, 1, 0]), editor.ints([3], [])], image, { batch_dims: attr.int(0) });
  }
  if (id !== 'bytes' && id !== 'in-graph') {
    const used = channels === 1 ? 1 : 3;
    const factors = Float32Array.from(std.slice(0, used), (s) => 1 / (255 * s));
    const shifts = Float32Array.from(mean.slice(0, used), (m, i) => -m / std[i]!);
    const out = editor.shape(at);
    step('Mul', [at, editor.floats([used], factors)], out);
    if (shifts.some((s) => s !== 0)) step('AddV2', [at, editor.floats([used], shifts)], out);
  }
  if (at === placeholder) at = placeholder;
  editor.redirect(old, at, added);
  editor.nodes.delete(old);
  editor.shapes.delete(old);
  editor.input = placeholder;
  return placeholder;
}
