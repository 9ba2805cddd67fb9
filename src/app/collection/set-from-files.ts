import { plainName } from '../../core/plain-name.ts';
import { pictureId } from '../picture-id.ts';
import type { SetPicture } from './picture-set.ts';

/** A file and where it lay below what was dropped or chosen, e.g. `birds/robin/1.jpg`. */
export interface FoundFile {
  readonly path: string;
  readonly file: File;
}

const PICTURE = /\.(jpe?g|jfif|png|webp|gif|bmp|avif|tiff?|heic|heif)$/i;

const LIST = /\.(csv|tsv|txt)$/i;

/** What systems leave beside people's files: resource forks of macOS (`._1.jpg`), thumbnails, folder settings. */
const LEFT_BY_SYSTEM = /(^|\/)(\._[^/]*|\.DS_Store|Thumbs\.db|ehthumbs\.db|desktop\.ini|__MACOSX(\/.*)?)$/i;

/** Whether a file is meant as a picture, by its type or, where the system gives none, by its name. */
export function isPicture({ path, file }: FoundFile): boolean {
  return !LEFT_BY_SYSTEM.test(path) && (file.type.startsWith('image/') || PICTURE.test(path));
}

/** Whether a file is meant as a list of names. */
export function isList({ path }: FoundFile): boolean {
  return !LEFT_BY_SYSTEM.test(path) && LIST.test(path);
}

/** Whether nobody put it there on purpose, so that nobody needs to hear of it. */
export function isLeftBySystem({ path }: FoundFile): boolean {
  return LEFT_BY_SYSTEM.test(path);
}

/**
 * Pictures of a set from files. Each file is read once for its hash, one at a time, and let go: only the browser's
 * handle is kept. Two files of one content stay two pictures, each with its name and folder, and share their id.
 *
 * @param report files read so far.
 */
export async function setFromFiles(
  found: readonly FoundFile[],
  report: (done: number) => void,
): Promise<{ readonly pictures: readonly SetPicture[]; readonly problems: readonly string[] }> {
  const pictures: SetPicture[] = [];
  const byId = new Map<string, string>();
  const problems: string[] = [];
  let done = 0;
  for (const { path: called, file } of [...found].sort((a, b) => compare(a.path, b.path))) {
    const path = plainName(called);
    try {
      const id = await pictureId(file);
      const cut = path.lastIndexOf('/');
      const same = byId.get(id);
      if (same !== undefined) problems.push(`“${path}” has the same content as “${same}”; both are kept.`);
      else byId.set(id, path);
      pictures.push({
        id,
        name: path.slice(cut + 1),
        folder: path.slice(0, Math.max(cut, 0)),
        subject: id,
        blob: () => Promise.resolve(file),
      });
    } catch {
      problems.push(`“${path}” could not be read.`);
    }
    report(++done);
  }
  return { pictures, problems };
}

/** By code unit, not by the system's language: the same order, and the same A and B, everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
