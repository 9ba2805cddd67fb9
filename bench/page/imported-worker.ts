import * as Comlink from 'comlink';
import ortBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as ort from 'onnxruntime-web/wasm';
import { ownCard } from '../../src/app/networks/own-card.ts';
import { startBackend } from '../../src/engine/worker/backend.ts';
import { Network } from '../../src/engine/worker/network.ts';
import { pixelTensor } from '../../src/engine/worker/pixels.ts';
import { inspect } from '../../src/graph/inspect.ts';
import { prepare } from '../../src/graph/prepare.ts';
import { PREPROCESSINGS } from '../../src/graph/preprocess.ts';
import { resnet50 } from '../networks/cnn.ts';
import { NETWORKS, type NetworkName } from '../networks/index.ts';

/** Greatest difference of two vectors over the second one's largest value. */
function difference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  let [most, scale] = [0, 0];
  for (let i = 0; i < theirs.length; i++) {
    most = Math.max(most, Math.abs(ours[i]! - theirs[i]!));
    scale = Math.max(scale, Math.abs(theirs[i]!));
  }
  return most / scale;
}

/** One network of random weights, imported as a dropped file is, and the same file in ONNX Runtime Web; one thread each. */
export class ImportedWorker {
  private network: Network | null = null;
  private session: ort.InferenceSession | null = null;
  private size: readonly [number, number] = [0, 0];
  private turn = 0;

  /** @returns the file's bytes, and how far the two embeddings of one image lie apart. */
  async open(name: NetworkName): Promise<{ bytes: number; difference: number }> {
    const bytes = NETWORKS[name]();
    const files = [{ name: `${name}.onnx`, bytes }];
    const choices = { preprocessing: PREPROCESSINGS['zero-one'] };
    const { card, modelTopology, weightSpecs, weightData } = prepare(files, choices);
    const own = ownCard(card, inspect(files, choices), 'stretch');
    this.size = own.input.defaultSize;
    await startBackend('wasm', null);
    const topology = { modelTopology, weightsManifest: [{ paths: [], weights: weightSpecs }] };
    this.network?.dispose();
    this.network = await Network.load(own, topology, weightData);
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = { wasm: new URL(ortBinary, import.meta.url).href };
    await this.session?.release();
    this.session = await ort.InferenceSession.create(bytes, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
    });
    const [ours, theirs] = [await this.ours(), await this.theirs()];
    return { bytes: bytes.length, difference: difference(ours.vector, theirs.vector) };
  }

  /** Milliseconds from a dropped file of a ResNet-50 to its card, its graph and its weights, and the file's bytes. */
  async importLarge(): Promise<{ bytes: number; elapsed: number }> {
    const file = new File([resnet50() as Uint8Array<ArrayBuffer>], 'resnet50.onnx');
    const begun = performance.now();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const files = [{ name: file.name, bytes, sha256 }];
    const finding = inspect(files);
    const { card } = prepare(files, { preprocessing: PREPROCESSINGS.imagenet });
    ownCard(card, finding, 'stretch');
    return { bytes: bytes.length, elapsed: performance.now() - begun };
  }

  /** Milliseconds of a forward pass of each, of pixels that no pass has seen. */
  async round(): Promise<{ ours: number; theirs: number }> {
    this.turn += 1;
    // Who begins takes turns.
    if (this.turn % 2 === 0)
      return { theirs: (await this.theirs()).elapsed, ours: (await this.ours()).elapsed };
    return { ours: (await this.ours()).elapsed, theirs: (await this.theirs()).elapsed };
  }

  private pixels(): Uint8Array {
    const [height, width] = this.size;
    return Uint8Array.from(
      { length: height * width * 3 },
      (_, i) => (i * 7919 + this.turn * 31 + (i >> 9)) % 256,
    );
  }

  private async ours(): Promise<{ elapsed: number; vector: Float32Array }> {
    const batch = pixelTensor([this.pixels()], this.size);
    const begun = performance.now();
    const embedding = this.network!.embed(batch);
    const vector = (await embedding.data()) as Float32Array;
    const elapsed = performance.now() - begun;
    embedding.dispose();
    batch.dispose();
    return { elapsed, vector };
  }

  private async theirs(): Promise<{ elapsed: number; vector: Float32Array }> {
    const [height, width] = this.size;
    const pixels = this.pixels();
    const planes = new Float32Array(pixels.length);
    const area = height * width;
    for (let i = 0; i < pixels.length; i++) planes[(i % 3) * area + Math.floor(i / 3)] = pixels[i]! / 255;
    const [input, output] = [this.session!.inputNames[0]!, this.session!.outputNames[0]!];
    const feeds = { [input]: new ort.Tensor('float32', planes, [1, 3, height, width]) };
    const begun = performance.now();
    const result = await this.session!.run(feeds);
    return { elapsed: performance.now() - begun, vector: result[output]!.data as Float32Array };
  }
}

Comlink.expose(new ImportedWorker());
