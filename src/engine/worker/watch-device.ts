import * as tf from '@tensorflow/tfjs-core';
import { AppError, type ErrorCode, toAppError } from '../../core/app-error.ts';
import { Ending } from '../../workers/ending.ts';
import { watchGrowth } from './watch-growth.ts';

export interface DeviceWatch {
  /** What the work gives, or the AppError once the device can no longer be trusted. */
  before<T>(work: Promise<T>): Promise<T>;
  /** @throws AppError as above, for losses that are not announced before the next turn of the event loop. */
  check(): void;
}

/** What is needed of a WebGL context. */
interface Context {
  readonly canvas: EventTarget;
  isContextLost(): boolean;
  getError(): number;
  readonly OUT_OF_MEMORY: number;
}

/**
 * Watches the graphics device under the running backend. TensorFlow.js does not: after a loss, or when memory ran
 * out, it goes on and reads zeros, or waits for ever.
 */
export function watchDevice(): DeviceWatch {
  let failure: Error | null = null;
  const ending = new Ending();
  const fail = (code: ErrorCode, detail: string) => {
    failure ??= new AppError(code, detail);
    ending.end(failure);
  };

  let gl: Context | null = null;
  if (tf.getBackend() === 'webgpu') {
    const { device } = tf.backend() as unknown as { device: GPUDevice };
    void device.lost.then(({ reason, message }) => fail('backend-lost', `${reason}: ${message}`));
    device.addEventListener('uncapturederror', ({ error }) =>
      fail(
        error instanceof GPUOutOfMemoryError ? 'out-of-memory' : toAppError(new Error(error.message)).code,
        error.message,
      ),
    );
  } else if (tf.getBackend() === 'webgl') {
    gl = (tf.backend() as unknown as { gpgpu: { gl: Context } }).gpgpu.gl;
    gl.canvas.addEventListener('webglcontextlost', () => fail('backend-lost', 'the WebGL context was lost'));
  } else if (tf.getBackend() === 'wasm')
    watchGrowth(() => fail('out-of-memory', 'WebAssembly got no more memory'));
  return {
    before: (work) => ending.before(work),
    check() {
      if (gl?.isContextLost()) fail('backend-lost', 'the WebGL context was lost');
      // A texture that got no memory reads as zeros, and WebGL says so only when it is asked.
      else if (gl && gl.getError() === gl.OUT_OF_MEMORY) fail('out-of-memory', 'WebGL: OUT_OF_MEMORY');
      if (failure) throw failure;
    },
  };
}
