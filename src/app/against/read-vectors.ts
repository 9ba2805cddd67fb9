import { unzipSync } from 'fflate';
import { AppError } from '../../core/app-error.ts';
import { foldText } from '../../core/fold-text.ts';
import { decodeNpy, decodeNpyText } from '../../core/npy.ts';
import { type GroupMember, type ImageGroup, imageGroup } from './image-group.ts';

/** A file with this much in it is no set of vectors that a page can hold. */
const MOST_BYTES = 1e9;

/**
 * Vectors made elsewhere as a group: an `.npz` with `vectors` `[n, E]` (else the only matrix in it) and, where it has
 * them, `names` `[n]`; or a `.npy` of the matrix alone.
 *
 * @throws AppError `unreadable` that says what the file should hold.
 */
export async function readVectors(file: File): Promise<ImageGroup> {
  const refuse = (why: string) =>
    AppError.saying(
      'unreadable',
      `“${file.name}” ${why} A set of vectors is an .npz with “vectors”, a matrix of one row an image (numpy.savez), and if you like “names”.`,
    );
  if (file.size > MOST_BYTES) throw refuse('is larger than a gigabyte.');
  const bytes = new Uint8Array(await file.arrayBuffer());
  let parts: Record<string, Uint8Array>;
  try {
    parts = bytes[0] === 0x50 ? unzipSync(bytes) : { 'vectors.npy': bytes };
  } catch {
    throw refuse('is damaged.');
  }
  const matrices = Object.entries(parts).flatMap(([name, part]) => {
    try {
      const array = decodeNpy(part);
      return array.shape.length === 2 ? [{ name, ...array }] : [];
    } catch {
      return [];
    }
  });
  const matrix =
    matrices.find(({ name }) => name === 'vectors.npy') ?? (matrices.length === 1 ? matrices[0] : undefined);
  if (!matrix && parts['vectors.npy'])
    throw refuse(
      'has “vectors” that are no C-ordered matrix of float32 or float64: save numpy.ascontiguousarray(vectors, dtype="float32").',
    );
  if (!matrix) throw refuse(`holds ${matrices.length} matrices of numbers, and none is called “vectors”.`);
  const [count, length] = matrix.shape as [number, number];
  if (count === 0 || length === 0) throw refuse('is empty.');
  if (!matrix.data.every(Number.isFinite)) throw refuse('has numbers that are not finite.');
  const names = parts['names.npy'] ? decodeNpyText(parts['names.npy']) : null;
  const members = Array.from({ length: count }, (_, row): GroupMember => {
    const vector = matrix.data.slice(row * length, (row + 1) * length);
    const id = `vector:${foldText(vector.join()).toString(16)}`;
    return {
      id,
      name: (names?.length === count ? names[row] : null) ?? `row ${row + 1}`,
      subject: id,
      vector,
      blob: () =>
        Promise.reject(
          AppError.saying('unreadable', 'Vectors from a file have no pictures: this needs the images.'),
        ),
    };
  });
  return imageGroup(`“${file.name}”`, members);
}
