import { AppError } from '../core/app-error.ts';
import type { Sample } from '../core/samples/sample.ts';
import { fetchBytes } from '../engine/client/fetch-bytes.ts';

/**
 * The file of a photograph that ships with the page.
 *
 * @param base absolute URL of the folder of `index.html`
 * @throws AppError `unreadable`, with a remedy, when it cannot be fetched
 */
export async function fetchSample(
  { file, title }: Pick<Sample, 'file' | 'title'>,
  base: string,
): Promise<Blob> {
  const found = await fetchBytes(new URL(`samples/${file}`, base)).catch(() => null);
  if (!found?.ok)
    throw AppError.saying(
      'unreadable',
      `“${title}” could not be loaded. Check the connection, or use a file of your own.`,
    );
  return new Blob([found.bytes]);
}
