import { Unzip, UnzipInflate } from 'fflate';
import type { FoundFile } from './found-file.ts';

/** What an archive may hold, unpacked: enough for any data set a tab can hold, too little for a bomb. */
const MAX_BYTES = 2 ** 31;
const MAX_FILES = 100_000;
/** Compressed bytes handed over at a time: what comes of them is counted before the next are read. */
const SLICE = 2 ** 16;

export const isZip = ({ path, file }: FoundFile): boolean =>
  /\.zip$/i.test(path) || file.type === 'application/zip';

/**
 * The files of an archive that are wanted, with their paths in it. Read piece by piece, so that neither a large
 * archive nor a hostile one takes the page's memory at once.
 *
 * @throws Error where it is damaged, or holds more than a tab can
 */
export async function unzipFiles(
  { path, file }: FoundFile,
  wanted: (found: FoundFile) => boolean,
  maxBytes = MAX_BYTES,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const failures: Error[] = [];
  let bytes = 0;
  let files = 0;
  const archive = new Unzip((entry) => {
    if (entry.name.endsWith('/') || !wanted({ path: entry.name, file: new File([], entry.name) })) return;
    files += 1;
    if (files > MAX_FILES) failures.push(new Error(`${path} holds more than ${MAX_FILES} files.`));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    entry.ondata = (error, part, last) => {
      if (error) failures.push(new Error(`${path} is damaged at “${entry.name}” (${error.message}).`));
      bytes += part.length;
      if (bytes > maxBytes)
        failures.push(new Error(`${path} unpacks to more than ${maxBytes / 2 ** 20} MB.`));
      if (failures.length > 0) return;
      parts.push(part.slice());
      if (last) found.push({ path: entry.name, file: new File(parts, entry.name.split('/').at(-1)!) });
    };
    entry.start();
  });
  archive.register(UnzipInflate);
  for (let at = 0; at < file.size && failures.length === 0; at += SLICE) {
    const slice = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
    archive.push(slice, at + SLICE >= file.size);
  }
  const [failure] = failures;
  if (failure) throw failure;
  return found;
}
