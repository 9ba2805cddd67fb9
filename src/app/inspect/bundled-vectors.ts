import { areaOf } from '../../core/extent.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import type { EngineTask } from '../engine-task.ts';
import { fetchSample } from '../fetch-sample.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../state.ts';
import { comparedLayer, type SampleVectors, vectorsKey } from './sample-vectors.ts';

/**
 * The vectors of all photographs that ship with the page, under a result's model, input size, fit and scope: what
 * any score of theirs can be computed from. One forward pass each; nothing is kept on the device.
 *
 * @throws AppError.
 */
export async function bundledVectors(
  { decoder, base }: Services,
  settings: Settings,
  task: EngineTask<SampleVectors>,
): Promise<SampleVectors> {
  const { size, fit } = settings;
  const each = areaOf(size) * 3;
  const images = new Uint8Array(SAMPLES.length * each);
  for (const [index, sample] of SAMPLES.entries()) {
    task.signal.throwIfAborted();
    const { rgb } = await decoder.pixels(await fetchSample(sample, base), size, fit);
    images.set(rgb, index * each);
  }
  task.signal.throwIfAborted();
  const layer = comparedLayer(settings) ?? undefined;
  const vectors = await task.session.embed(images, SAMPLES.length, size, task.job, layer);
  return { key: vectorsKey(settings), vectors };
}
