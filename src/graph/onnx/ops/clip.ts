import { binary, scalar, unary } from '../elementwise.ts';
import { type Convert, single } from '../step.ts';
import type { Value } from '../value.ts';

/** `min(max(x, low), high)`; [0, 6] and [0, ∞) are nodes of their own, which fuse with convolutions. */
export const clip: Convert = (step) => {
  const x = step.input(0);
  const old = step.opset < 11;
  const low: Value | undefined = old ? bound(step.float('min', -Infinity)) : step.optional(1);
  const high: Value | undefined = old ? bound(step.float('max', Infinity)) : step.optional(2);
  const [least, most] = [low && single(low), high && single(high)];
  if (least === 0 && most === 6) return unary(step.b, 'Relu6', x);
  if (least === 0 && (!high || most === Infinity || (most ?? 0) > 3e38)) return unary(step.b, 'Relu', x);
  const above = low && (least ?? 0) > -3e38 ? binary(step.b, 'Maximum', x, low) : x;
  return high && (most ?? 0) < 3e38 ? binary(step.b, 'Minimum', above, high) : above;
};

const bound = (value: number): Value | undefined => (Number.isFinite(value) ? scalar(value) : undefined);
