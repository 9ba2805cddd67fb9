import { setBackend, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** The values that `make` gives on a backend. Make every tensor inside, so that it belongs to that backend. */
export async function runOn(backend: 'cpu' | 'wasm', make: () => Tensor): Promise<Float32Array> {
  await setBackend(backend);
  const result = tidy(make);
  const values = await result.data<'float32'>();
  result.dispose();
  return values;
}
