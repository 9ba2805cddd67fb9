import * as tf from '@tensorflow/tfjs-core';

/** Whether the running backend computes where scripts do: then plain loops over small things cost less than tensors. */
export const onProcessor = (): boolean => ['wasm', 'cpu'].includes(tf.getBackend());
