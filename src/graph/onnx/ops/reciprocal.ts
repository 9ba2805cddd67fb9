import { binary, scalar } from '../elementwise.ts';
import type { Convert } from '../step.ts';

export const reciprocal: Convert = (step) => binary(step.b, 'RealDiv', scalar(1), step.input(0));
