import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Registers the wasm backend with its binaries from our own origin. The threaded build stays off: it needs
 * headers that static hosts do not give, caps itself at half the cores, and was slower than one thread on a
 * busy machine; semblance uses two plain workers instead.
 */
export function registerWasm(): void {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    // Asked for although it is off; never fetched.
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  });
}

/** The binary that this browser takes. */
export async function wasmBinary(): Promise<string> {
  return (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? simd : plain;
}
