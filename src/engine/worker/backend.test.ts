import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toAppError } from '../../core/app-error.ts';
import type { BackendId } from '../api.ts';
import { startBackend } from './backend.ts';

// Node has neither WebGPU nor WebGL, and nothing to fetch the wasm binary from: a page whose binary is missing.
beforeEach(() => {
  vi.stubGlobal('navigator', {});
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const start = async (forced: BackendId | null) => {
  const tried: BackendId[] = [];
  try {
    return { tried, info: await startBackend(forced, (id) => tried.push(id)) };
  } catch (error) {
    return { tried, fault: toAppError(error) };
  }
};

it('takes no slower engine in the place of one whose binary does not come', async () => {
  const { tried, fault } = await start(null);
  expect(tried).toEqual(['wasm']);
  expect(fault).toMatchObject({
    code: 'part-missing',
    detail: expect.stringMatching(/-simd\.wasm/) as string,
  });
});

it.each([
  ['webgpu', 'no WebGPU adapter'],
  ['webgl', 'no WebGL 2 in a worker'],
] as const)('refuses %s where it is forced and not there, and tries nothing else', async (id, detail) => {
  expect(await start(id)).toEqual({
    tried: [],
    fault: expect.objectContaining({ code: 'backend-unavailable', detail }) as object,
  });
});

it('starts the forced one', async () => {
  expect(await start('cpu')).toEqual({
    tried: ['cpu'],
    info: { backend: 'cpu', detail: 'plain JavaScript', slowFallback: false },
  });
  expect(tf.getBackend()).toBe('cpu');
});
