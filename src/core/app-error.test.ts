import { expect, it } from 'vitest';
import { AppError, toAppError } from './app-error.ts';

it('has words for every code, or those of this case', () => {
  expect(new AppError('evicted', 'x')).toMatchObject({
    detail: 'x',
    message: expect.stringContaining('room') as string,
  });
  expect(AppError.saying('damaged', 'Get it again.')).toMatchObject({
    message: 'Get it again.',
    isOfFile: true,
  });
  const error = new AppError('offline');
  expect(toAppError(error)).toBe(error);
  expect(error.isOfFile).toBe(false);
});

// Word for word what TensorFlow.js 4.22 and browsers say.
it.each([
  ['Requested texture size [32768x2] greater than WebGL maximum on this browser / GPU [16384x16384].'],
  ['Requested texture size [0x8192] is invalid.', 'internal'],
  ['Unable to create WebGLTexture.'],
  [
    "Failed to execute 'createBuffer' on 'GPUDevice': createBuffer failed, size (4294967296) is too large for the implementation when mappedAtCreation == true",
  ],
  ['Buffer size (1073741824) exceeds the max buffer size limit (268435456).'],
  ['Binding size (402653184) of [Buffer] is larger than the maximum binding size (134217728).'],
  ['RangeError: Array buffer allocation failed'],
  ['RangeError: WebAssembly.Memory.grow(): Maximum memory size exceeded'],
  ['Aborted(OOM). Build with -sASSERTIONS for more info.'],
  ['CONTEXT_LOST_WEBGL: context lost', 'backend-lost'],
  ['memory access out of bounds', 'worker-crashed'],
  ['x is not a function', 'internal'],
])('%s', (message, code = 'out-of-memory') => {
  expect(toAppError(new Error(message))).toMatchObject({ code, detail: message });
});
