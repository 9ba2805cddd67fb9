import { readFile } from 'node:fs/promises';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { BUILT_IN } from '../core/models/index.ts';
import type { BuiltInId } from '../core/models/model.ts';
import type { InputImage, ModelBytes } from '../engine/api.ts';
import { Engine } from '../engine/worker/engine.ts';
import { FORMULA_SIZE, formulaImage } from './formula-images.ts';
import { startWasm } from './start-wasm.ts';

/** The files of a prepared model, as the client hands them to a worker. */
export async function modelBytes(model: BuiltInId): Promise<ModelBytes> {
  const folder = new URL(`../../public/models/${model}/`, import.meta.url);
  const [json, weights] = await Promise.all([
    readFile(new URL('model.json', folder), 'utf8'),
    readFile(new URL('weights.bin', folder)),
  ]);
  const buffer = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength);
  return { card: BUILT_IN[model], topology: JSON.parse(json) as object, weights: buffer };
}

/** The worker's engine, in this process, on the cpu backend. */
export async function cpuEngine(model: BuiltInId): Promise<Engine> {
  const engine = new Engine(async () => {
    await tf.setBackend('cpu');
    await tf.ready();
    return { backend: 'cpu', detail: 'Node', slowFallback: false };
  });
  await engine.start('cpu');
  await engine.load(await modelBytes(model));
  return engine;
}

/** The worker's engine, in this process, on the wasm backend. */
export async function wasmEngine(model: BuiltInId): Promise<Engine> {
  const engine = new Engine(async () => {
    await startWasm();
    return { backend: 'wasm', detail: 'Node', slowFallback: false };
  });
  await engine.start('wasm');
  await engine.load(await modelBytes(model));
  return engine;
}

/** The goldens' two images, ready for `Engine.vectors`. */
export function formulaInputs(): readonly [InputImage, InputImage] {
  const input = (key: 'a' | 'b'): InputImage => ({
    key,
    size: [FORMULA_SIZE, FORMULA_SIZE],
    pixels: formulaImage(key),
  });
  return [input('a'), input('b')];
}

/** The upper left corners of the goldens' images: small, for tests that would otherwise take minutes. */
export function smallInputs(size: number): readonly [InputImage, InputImage] {
  const input = (key: 'a' | 'b'): InputImage => {
    const whole = formulaImage(key);
    const pixels = new Uint8Array(size * size * 3);
    for (let row = 0; row < size; row++) {
      const from = row * FORMULA_SIZE * 3;
      pixels.set(whole.subarray(from, from + size * 3), row * size * 3);
    }
    return { key, size: [size, size], pixels };
  };
  return [input('a'), input('b')];
}
