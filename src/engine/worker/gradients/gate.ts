import { add, minimum, mul, step, sub, type Tensor } from '@tensorflow/tfjs-core';

/** Activations whose derivative shows in their output. */
export type Activation = 'linear' | 'relu' | 'relu6' | 'elu' | 'sigmoid';

/**
 * dy times the activation's derivative, told from its output alone (the forward pass may be fused). At a kink the
 * derivative of ReLU and ReLU6 is 0, as TensorFlow and PyTorch have it.
 */
export function gate(dy: Tensor, output: () => Tensor, activation: Activation): Tensor {
  switch (activation) {
    case 'linear':
      return dy;
    case 'relu':
      return mul(dy, step(output()));
    case 'relu6': {
      const y = output();
      // y (6 - y) > 0 just where 0 < y < 6: the difference is exact near 6, and nothing underflows near 0.
      return mul(dy, step(mul(y, sub(6, y))));
    }
    case 'elu':
      return mul(dy, add(minimum(output(), 0), 1));
    case 'sigmoid': {
      const y = output();
      return mul(dy, mul(y, sub(1, y)));
    }
  }
}
