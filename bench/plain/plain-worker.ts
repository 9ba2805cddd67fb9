// The plain way in a worker of its own, so that it holds up the page no more than ours does.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as Comlink from 'comlink';
import { explainPlainly, type Nodes, type OpenSubModel } from './explain-plainly.ts';

const load = (artifacts: tf.io.ModelArtifacts) => tf.loadGraphModelSync(tf.io.fromMemorySync(artifacts));

let artifacts: tf.io.ModelArtifacts;
let model: ReturnType<typeof load>;

/** A new model per call, as `tf.model({ inputs, outputs })` is for a layers model; a graph model is read anew. */
const anew: OpenSubModel = (from, to) => {
  const fresh = load(artifacts);
  return {
    run: (x) => fresh.execute({ [from]: x }, to) as tf.Tensor4D,
    dispose: () => fresh.dispose(),
  };
};

/** The concession that somebody who watches the clock makes first: the model is read once. */
const shared: OpenSubModel = (from, to) => ({
  run: (x) => model.execute({ [from]: x }, to) as tf.Tensor4D,
  dispose: () => undefined,
});

const worker = {
  async load(backend: string, topology: tf.io.ModelJSON, weights: ArrayBuffer): Promise<void> {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': simd,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
    });
    if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
    if (!(await tf.setBackend(backend))) throw new Error(`${backend} did not start`);
    await tf.ready();
    const { weightsManifest, modelTopology } = topology;
    artifacts = {
      modelTopology: modelTopology as object,
      weightSpecs: weightsManifest.flatMap((group) => group.weights),
      weightData: weights,
    };
    model = load(artifacts);
  },

  /** Both maps of a pair and the milliseconds they took. */
  pair(nodes: Nodes, a: Uint8Array, b: Uint8Array, size: number, reload: boolean) {
    const begun = performance.now();
    const maps = explainPlainly(reload ? anew : shared, nodes, a, b, size);
    return { elapsed: performance.now() - begun, maps };
  },
};

export type PlainWorker = typeof worker;

Comlink.expose(worker);
