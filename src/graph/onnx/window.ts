import { fixed } from '../dims.ts';
import { broken } from '../refusal.ts';
import type { Step } from './step.ts';

/** How a kernel or pool slides over height and width; [height, width] each. */
export interface Window {
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly out: readonly [number, number];
  /** Cells of padding before the image. */
  readonly before: readonly [number, number];
  /** Cells behind the image that a window really reaches: with ceil_mode more than was asked for, else perhaps fewer. */
  readonly after: readonly [number, number];
  /** Padding behind that was asked for. */
  readonly asked: readonly [number, number];
  /** tfjs's VALID or SAME pad just like that. */
  readonly kind: 'VALID' | 'SAME' | null;
}

type Pair = readonly [number, number];

const both = (f: (axis: 0 | 1) => number): Pair => [f(0), f(1)];

/**
 * The window of a Conv or a pool over an image of `size`: explicit pads on four sides, `auto_pad` or `ceil_mode`.
 *
 * @throws Refusal where kernel, stride or pads are no sensible whole numbers
 */
export function windowOf(step: Step, size: readonly number[], kernel: readonly number[]): Window {
  const list = (name: string, otherwise: number[]) => {
    const found = step.ints(name) ?? otherwise;
    if (
      found.length !== otherwise.length ||
      !found.every((v) => Number.isSafeInteger(v) && v >= 0 && v < 65536)
    ) {
      throw broken('bad-shapes', `${name} = [${found.join(', ')}] is not possible here.`);
    }
    return found;
  };
  const strides = list('strides', [1, 1]) as unknown as Pair;
  const dilations = list('dilations', [1, 1]) as unknown as Pair;
  if ([...strides, ...dilations, ...kernel].some((v) => v < 1))
    throw broken('bad-shapes', 'A stride or kernel is 0.');
  const span = both((i) => (kernel[i]! - 1) * dilations[i] + 1);
  const hw = both((i) => fixed(size[i]!, 'The height or width'));
  const auto = step.text('auto_pad', 'NOTSET');
  const ceil = step.int('ceil_mode', 0) === 1;

  const wanted = both((i) => Math.max((Math.ceil(hw[i] / strides[i]) - 1) * strides[i] + span[i] - hw[i], 0));
  let [before, asked]: [Pair, Pair] = [
    [0, 0],
    [0, 0],
  ];
  if (auto === 'SAME_UPPER')
    [before, asked] = [both((i) => wanted[i] >> 1), both((i) => wanted[i] - (wanted[i] >> 1))];
  else if (auto === 'SAME_LOWER')
    [before, asked] = [both((i) => wanted[i] - (wanted[i] >> 1)), both((i) => wanted[i] >> 1)];
  else if (auto === 'NOTSET' || auto === '') {
    const pads = list('pads', [0, 0, 0, 0]);
    [before, asked] = [both((i) => pads[i]!), both((i) => pads[i + 2]!)];
  }

  const out = both((i) => {
    const steps = (hw[i] + before[i] + asked[i] - span[i]) / strides[i];
    const count = (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
    // A window that starts behind the image is none.
    return ceil && (count - 1) * strides[i] >= hw[i] + before[i] ? count - 1 : count;
  });
  if (out.some((n) => n < 1)) {
    throw broken(
      'bad-shapes',
      `A window of ${span.join(' × ')} does not fit into ${hw.join(' × ')}.`,
      'Choose a larger input size.',
    );
  }
  const after = both((i) => Math.max(0, (out[i] - 1) * strides[i] + span[i] - hw[i] - before[i]));
  const isSame = both((i) =>
    Number(
      out[i] === Math.ceil(hw[i] / strides[i]) &&
        before[i] === wanted[i] >> 1 &&
        after[i] <= wanted[i] - (wanted[i] >> 1),
    ),
  );
  const none = [...before, ...after].every((n) => n === 0);
  const kind = none ? 'VALID' : isSame.every((yes) => yes === 1) ? 'SAME' : null;
  return { strides, dilations, out, before, after, asked, kind };
}
