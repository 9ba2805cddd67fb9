import { compareOperators, startBackend } from '../src/testing/operators/compare-backends.ts';
import { errorsOf, thirdMaps } from '../src/testing/third-maps.ts';
import { THIRD_LAYERS } from '../src/testing/third-network.ts';

/** The first map, from which the whole way back is made, one behind a ReLU, and the folded head: software GPUs take seconds for each. */
const LAYERS = [THIRD_LAYERS[0], THIRD_LAYERS[2], THIRD_LAYERS[3]];

/** Maps of the third network on a backend: how far they are from plain loops, and masked ones from plain JavaScript. */
async function compareMaps(backend: 'webgl' | 'webgpu') {
  await startBackend('cpu');
  const reference = await thirdMaps(['a'], LAYERS);
  await startBackend(backend);
  return errorsOf(await thirdMaps(['a'], LAYERS), reference);
}

const page = { compareOperators, compareMaps };
export type OperatorsPage = typeof page;

/** What operators.spec.ts calls in the page that it makes of this file. */
Object.assign(globalThis, page);
