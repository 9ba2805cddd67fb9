import { readFile } from 'node:fs/promises';
import '@tensorflow/tfjs-backend-cpu';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { io, ready, setBackend } from '@tensorflow/tfjs-core';
import type { BuiltInId } from '../core/models/model.ts';

const prepared = new URL('../../public/models/', import.meta.url);

/**
 * A prepared model from `public/models/`, on tfjs's cpu backend in Node. The model stays bound to that backend.
 *
 * @throws Error when the models have not been prepared
 */
export async function loadModel(id: BuiltInId): Promise<GraphModel> {
  const folder = new URL(`${id}/`, prepared);
  try {
    return await loadGraphFiles(new URL('model.json', folder), new URL('weights.bin', folder));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new Error(`The model '${id}' is not prepared: run 'npm run prepare:assets' first.`, { cause });
    }
    throw cause;
  }
}

/**
 * Any tfjs graph model from two files, on the cpu backend.
 *
 * @param edit changes the file's text before it is parsed
 */
export async function loadGraphFiles(
  topology: URL,
  weights: URL,
  edit: (json: string) => string = (json) => json,
): Promise<GraphModel> {
  const [json, bytes] = await Promise.all([readFile(topology, 'utf8'), readFile(weights)]);
  await setBackend('cpu');
  await ready();
  const { weightsManifest, ...rest } = JSON.parse(edit(json)) as io.ModelJSON;
  const artifacts: io.ModelArtifacts = {
    ...rest,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  };
  return loadGraphModel(io.fromMemory(artifacts));
}
