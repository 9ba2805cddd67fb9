import { expect, it } from 'vitest';
import { describeAdapter } from './gpu-probe.ts';

const info = (change: Partial<GPUAdapterInfo>): Partial<GPUAdapterInfo> => ({
  vendor: '',
  architecture: '',
  device: '',
  description: '',
  ...change,
});

it.each([
  ['flagged by its info', { info: info({ vendor: 'google', isFallbackAdapter: true }) }],
  ['flagged as older browsers do', { info: info({ vendor: 'google' }), isFallbackAdapter: true }],
  ['SwiftShader', { info: info({ vendor: 'google', architecture: 'swiftshader' }) }],
  ['llvmpipe', { info: info({ vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.7, 256 bits)' }) }],
  ['WARP', { info: info({ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }) }],
])('takes no software adapter for hardware: %s', (_, adapter) => {
  const { software, name } = describeAdapter(adapter);
  expect(software).toBe(true);
  expect(name).toMatch(/^WebGPU .*\(software\)$/);
});

it.each([
  ['nvidia', { info: info({ vendor: 'nvidia', architecture: 'turing', isFallbackAdapter: false }) }],
  ['apple', { info: info({ vendor: 'apple', architecture: 'common-3' }), isFallbackAdapter: false }],
])('takes hardware for what it is: %s', (_, adapter) => {
  expect(describeAdapter(adapter)).toEqual({
    software: false,
    name: `WebGPU ${adapter.info.vendor} ${adapter.info.architecture}`,
  });
});

it('takes an adapter that says nothing of itself for hardware', () => {
  expect(describeAdapter({})).toEqual({ name: 'WebGPU', software: false });
});
