import { setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startWasm } from './start-wasm.ts';
import { errorsOf, thirdMaps } from './third-maps.ts';

const BAR = 1e-4;

/** On webgl and webgpu, in a browser, e2e/operators.spec.ts holds the same maps to the same loops. */
describe('Grad-CAM++, XGrad-CAM, Relevance-CAM, and a class’s maps, as plain loops have them', () => {
  it('on cpu and wasm, at every layer; masked copies alike on both', async () => {
    await setBackend('cpu');
    const onCpu = await thirdMaps();
    await startWasm();
    const onWasm = await thirdMaps();
    const errors = { cpu: errorsOf(onCpu), wasm: errorsOf(onWasm, onCpu) };
    // Five at each of four layers and CAM at one; beside cpu the three that mask, at one. Of two images.
    expect(errors.cpu).toHaveLength(2 * (5 * 4 + 1));
    expect(errors.wasm).toHaveLength(2 * (5 * 4 + 1 + 3));
    for (const [backend, found] of Object.entries(errors))
      expect(
        found.filter(({ error }) => !(error < BAR)),
        backend,
      ).toEqual([]);
  });
});
