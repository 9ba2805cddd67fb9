import * as tf from '@tensorflow/tfjs-core';
import { fault, faultError } from './faults.ts';
import { registerKernels } from './kernels/index.ts';
import type { BackendId, BackendInfo } from './protocol.ts';

interface Candidate {
  /** null: usable here; else why not. `hardware` is asked for only when nobody forced the backend. */
  refuse(hardware: boolean): Promise<string | null>;
  /** Registers the backend with TensorFlow.js; loaded on demand, so that nobody downloads four of them. */
  register(): Promise<unknown>;
  describe(): Promise<string>;
}

async function gpuAdapter(): Promise<GPUAdapter | null> {
  // Safari and Firefox without WebGPU have no navigator.gpu, whatever the types say.
  const gpu = (navigator as { gpu?: GPU }).gpu;
  return (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
}

/** The WebGL renderer's name, or null without WebGL 2. Software renderers are slower than wasm by far. */
function glRenderer(): { name: string; software: boolean; float32: boolean } | null {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return null;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  const float32 = gl.getExtension('EXT_color_buffer_float') !== null;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { name, float32, software: /swiftshader|llvmpipe|softpipe|basic render|software/i.test(name) };
}

const CANDIDATES: Readonly<Record<BackendId, Candidate>> = {
  webgpu: {
    async refuse(hardware) {
      const adapter = await gpuAdapter();
      if (!adapter) return 'no WebGPU adapter';
      return hardware && adapter.info.isFallbackAdapter ? 'WebGPU runs in software' : null;
    },
    register: () => import('@tensorflow/tfjs-backend-webgpu'),
    async describe() {
      const info = (await gpuAdapter())?.info;
      return ['WebGPU', info?.vendor, info?.architecture, info?.isFallbackAdapter ? '(software)' : '']
        .join(' ')
        .trim();
    },
  },
  webgl: {
    refuse(hardware) {
      const gl = typeof OffscreenCanvas === 'undefined' ? null : glRenderer();
      if (!gl) return Promise.resolve('no WebGL 2 in a worker');
      if (!gl.float32) return Promise.resolve('WebGL computes in half precision');
      return Promise.resolve(hardware && gl.software ? 'WebGL runs in software' : null);
    },
    register: () => import('@tensorflow/tfjs-backend-webgl'),
    describe: () => Promise.resolve(`WebGL, ${glRenderer()?.name ?? 'unknown renderer'}`),
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
 * @throws Fault `backend-unavailable` when a forced backend, or every one, fails; the detail says why.
 */
export async function startBackend(forced: BackendId | null): Promise<BackendInfo> {
  const reasons: string[] = [];
  for (const id of forced === null ? ORDER : [forced]) {
    const reason = await tryBackend(id, forced === null);
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
  const detail = reasons.join('; ');
  // What each browser says when a script cannot be fetched: then the network is to blame and no backend.
  if (/dynamically imported module|importing a module script failed/i.test(detail))
    throw faultError({ code: 'offline', message: NOT_LOADED, detail });
  throw faultError(fault('backend-unavailable', detail));
}

const NOT_LOADED =
  'A part of semblance could not be downloaded: there seems to be no network. Check the connection and press “Try again”.';

/** null once the backend runs, else why it does not. */
async function tryBackend(id: BackendId, hardware: boolean): Promise<string | null> {
  try {
    const refusal = await CANDIDATES[id].refuse(hardware);
    if (refusal !== null) return refusal;
    await CANDIDATES[id].register();
    if (!(await tf.setBackend(id))) return `${id} did not start`;
    await tf.ready();
    registerKernels(id);
    return null;
  } catch (error) {
    return `${id}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
