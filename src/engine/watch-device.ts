import * as tf from '@tensorflow/tfjs-core';
import { fault, faultError, toFault } from './faults.ts';
import type { ErrorCode } from './protocol.ts';

export interface DeviceWatch {
  /** Rejects with a Fault once the device can no longer be trusted; never resolves. */
  readonly lost: Promise<never>;
  /** @throws Fault as above, for losses that are not announced before the next turn of the event loop. */
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
  let reject: (error: Error) => void;
  const lost = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  // It may be lost between calls, when nobody waits: the next call then finds `failure`.
  lost.catch(() => undefined);
  const fail = (code: ErrorCode, detail: string) => {
    failure ??= faultError(fault(code, detail));
    reject(failure);
  };

  let gl: Context | null = null;
  if (tf.getBackend() === 'webgpu') {
    const { device } = tf.backend() as unknown as { device: GPUDevice };
    void device.lost.then(({ reason, message }) => fail('backend-lost', `${reason}: ${message}`));
    device.addEventListener('uncapturederror', ({ error }) =>
      fail(
        error instanceof GPUOutOfMemoryError ? 'out-of-memory' : toFault(new Error(error.message)).code,
        error.message,
      ),
    );
  } else if (tf.getBackend() === 'webgl') {
    gl = (tf.backend() as unknown as { gpgpu: { gl: Context } }).gpgpu.gl;
    gl.canvas.addEventListener('webglcontextlost', () => fail('backend-lost', 'the WebGL context was lost'));
  }
  return {
    lost,
    check() {
      if (gl?.isContextLost()) fail('backend-lost', 'the WebGL context was lost');
      // A texture that got no memory reads as zeros, and WebGL says so only when it is asked.
      else if (gl && gl.getError() === gl.OUT_OF_MEMORY) fail('out-of-memory', 'WebGL: OUT_OF_MEMORY');
      if (failure) throw failure;
    },
  };
}
