import type { Dims } from '../dims.ts';
import { Constant } from './tensor.ts';

/**
 * A value that depends on the image: a node of the graph that is being built, and how its axes lie there.
 * ONNX's axis `order[i]` is axis i of what the node gives, so that a Transpose is mostly a new order and no node.
 */
export interface Live {
  readonly node: string;
  /** In ONNX's order of axes. */
  readonly dims: Dims;
  readonly order: readonly number[];
  readonly type: 'float' | 'bool';
  /** Set on the result of an Expand, which has no node of its own: what is to be broadcast to `dims`. */
  readonly narrow?: Live;
}

export type Value = Live | Constant;

export const isConstant = (value: Value): value is Constant => value instanceof Constant;

export const NHWC: readonly number[] = [0, 2, 3, 1];
