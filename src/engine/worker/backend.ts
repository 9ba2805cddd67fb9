import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../../core/app-error.ts';
import type { BackendId, BackendInfo } from '../api.ts';
import { webglRenderer, webgpuRenderer } from './gpu-probe.ts';
import { registerKernels } from './kernels/index.ts';
import { isUndeliveredScript, undeliveredBinary } from './undelivered.ts';

interface Candidate {
  /** null: usable here; else why not. `hardware` is asked for only when nobody forced the backend. */
  refuse(hardware: boolean): Promise<string | null>;
  /** Registers the backend with TensorFlow.js; loaded on demand, so that nobody downloads four of them. */
  register(): Promise<unknown>;
  describe(): Promise<string>;
  /** After it did not start: which of its files cannot be had, or null when that is not why. */
  undelivered?(): Promise<string | null>;
}

const CANDIDATES: Readonly<Record<BackendId, Candidate>> = {
  webgpu: {
    async refuse(hardware) {
      const renderer = await webgpuRenderer();
      if (!renderer) return 'no WebGPU adapter';
      return hardware && renderer.software ? 'WebGPU runs in software' : null;
    },
    register: () => import('@tensorflow/tfjs-backend-webgpu'),
    describe: async () => (await webgpuRenderer())?.name ?? 'WebGPU',
  },
  webgl: {
    refuse(hardware) {
      const renderer = webglRenderer();
      if (!renderer) return Promise.resolve('no WebGL 2 in a worker');
      if (!renderer.float32) return Promise.resolve('WebGL computes in half precision');
      return Promise.resolve(hardware && renderer.software ? 'WebGL runs in software' : null);
    },
    register: () => import('@tensorflow/tfjs-backend-webgl'),
    describe: () => Promise.resolve(webglRenderer()?.name ?? 'WebGL'),
  },
  wasm: {
    refuse: () => Promise.resolve(typeof WebAssembly === 'undefined' ? 'no WebAssembly' : null),
    async register() {
      const { registerWasm } = await import('./backend-wasm.ts');
      registerWasm();
    },
    async describe() {
      return (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))
        ? 'WebAssembly with SIMD'
        : 'WebAssembly without SIMD';
    },
    async undelivered() {
      const { wasmBinary } = await import('./backend-wasm.ts');
      return undeliveredBinary(await wasmBinary());
    },
  },
  cpu: {
    refuse: () => Promise.resolve(null),
    register: () => import('@tensorflow/tfjs-backend-cpu'),
    describe: () => Promise.resolve('plain JavaScript'),
  },
};

/** Fastest first. */
const ORDER: readonly BackendId[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/**
 * Starts the forced backend, or the first of webgpu, webgl, wasm, cpu that is usable (the first two on hardware
 * only). Models made on another backend are lost: the caller loads them again.
 *
 * @param trying told each backend that is about to be started.
 * @throws AppError `backend-unavailable` when a forced backend, or every one, fails; the detail says why.
 *   `part-missing` when a backend's files cannot be had: a slower one instead would hide that for the whole visit.
 */
export async function startBackend(
  forced: BackendId | null,
  trying: ((backend: BackendId) => void) | null,
): Promise<BackendInfo> {
  const reasons: string[] = [];
  for (const id of forced === null ? ORDER : [forced]) {
    const reason = await start(id, forced === null, trying);
    if (reason === null) {
      const slowFallback = forced === null && (id === 'wasm' || id === 'cpu');
      const detail = await CANDIDATES[id].describe();
      return {
        backend: id,
        slowFallback,
        detail: slowFallback ? `${detail} (${reasons.join('; ')})` : detail,
      };
    }
    reasons.push(reason);
  }
  throw new AppError('backend-unavailable', reasons.join('; '));
}

/** null once the backend runs, else why it does not. */
async function start(
  id: BackendId,
  hardware: boolean,
  trying: ((backend: BackendId) => void) | null,
): Promise<string | null> {
  const candidate = CANDIDATES[id];
  let reason: string;
  try {
    const refusal = await candidate.refuse(hardware);
    if (refusal !== null) return refusal;
    trying?.(id);
    await candidate.register();
    if (await tf.setBackend(id)) {
      await tf.ready();
      registerKernels(id);
      return null;
    }
    reason = `${id} did not start`;
  } catch (error) {
    reason = `${id}: ${error instanceof Error ? error.message : String(error)}`;
  }
  const missing = isUndeliveredScript(reason) ? reason : await candidate.undelivered?.();
  if (missing != null) throw new AppError('part-missing', missing);
  return reason;
}
