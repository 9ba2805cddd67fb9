import { mul, step, sub, type Tensor } from '@tensorflow/tfjs-core';

export type Activation = 'linear' | 'relu' | 'relu6';

/**
 * dy where the activation let the value through, 0 elsewhere, told from the activation's output alone (the
 * forward pass may be fused). At a kink the derivative is 0, as TensorFlow and PyTorch have it.
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
  }
}
