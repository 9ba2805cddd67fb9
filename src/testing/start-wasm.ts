import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import { registerKernels } from '../engine/worker/kernels/index.ts';

const binaries = new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url);

/**
 * The wasm backend in Node as the page runs it: one thread, SIMD, with semblance's kernels. The cpu backend is
 * registered too, for comparison.
 */
export async function startWasm(): Promise<void> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(`${binaries.pathname}/`);
  registerKernels('wasm');
  if (!(await setBackend('wasm'))) throw new Error('The wasm backend did not start.');
  await ready();
}
