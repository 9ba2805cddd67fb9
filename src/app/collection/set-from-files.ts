import { plainName } from '../../core/plain-name.ts';
import { sha256Hex } from '../../engine/client/sha256.ts';
import type { SetPicture } from './picture-set.ts';

/** A file and where it lay below what was dropped or chosen, e.g. `birds/robin/1.jpg`. */
export interface FoundFile {
  readonly path: string;
  readonly file: File;
}

const PICTURE = /\.(jpe?g|jfif|png|webp|gif|bmp|avif|tiff?|heic|heif)$/i;

/** Whether a file is meant as a picture, by its type or, where the system gives none, by its name. */
export function isPicture(file: File): boolean {
  return file.type.startsWith('image/') || PICTURE.test(file.name);
}

/**
 * Pictures of a set from files. Each file is read once for its hash, one at a time, and let go: only the browser's
 * handle is kept. The same content twice is one picture.
 *
 * @param report files read so far.
 */
export async function setFromFiles(
  found: readonly FoundFile[],
  report: (done: number) => void,
): Promise<{ readonly pictures: readonly SetPicture[]; readonly problems: readonly string[] }> {
  const pictures = new Map<string, SetPicture>();
  const problems: string[] = [];
  let done = 0;
  for (const { path: called, file } of [...found].sort((a, b) => compare(a.path, b.path))) {
    const path = plainName(called);
    try {
      const id = (await sha256Hex(await file.arrayBuffer())).slice(0, 32);
      const cut = path.lastIndexOf('/');
      if (pictures.has(id)) problems.push(`“${path}” is the same picture as “${pictures.get(id)!.name}”.`);
      else
        pictures.set(id, {
          id,
          name: path.slice(cut + 1),
          folder: path.slice(0, Math.max(cut, 0)),
          blob: () => Promise.resolve(file),
        });
    } catch {
      problems.push(`“${path}” could not be read.`);
    }
    report(++done);
  }
  return { pictures: [...pictures.values()], problems };
}

/** By code unit, not by the system's language: the same order, and the same A and B, everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
