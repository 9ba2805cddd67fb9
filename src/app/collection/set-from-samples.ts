import { SAMPLES } from '../../core/samples/samples.ts';
import { fetchSample } from '../fetch-sample.ts';
import type { SetPicture } from './picture-set.ts';

/** The photographs that come with the page; those of one subject (frames of a cat, two dogs) are one folder. */
export function setFromSamples(base: string): SetPicture[] {
  return SAMPLES.map(({ id, file, source, subject }) => ({
    id: `sample:${id}`,
    name: id,
    folder: subject,
    subject: source,
    blob: () => fetchSample({ file, title: id }, base),
  }));
}
