import { strToU8, zipSync } from 'fflate';
import { encodeNpy, encodeNpyText } from '../../core/npy.ts';
import type { VectorTable } from '../../core/retrieval/vector-table.ts';
import type { GallerySettings } from './gallery-state.ts';

/** What the rows of a table are. */
export interface VectorsOf {
  /** Path of each picture. */
  readonly names: readonly string[];
  /** Its class; empty where it has none. */
  readonly classes: readonly string[];
  /** What made the vectors. */
  readonly settings: GallerySettings | null;
}

/**
 * Vectors as an `.npz` that `numpy.load` reads: `vectors` `[n, E]` float32, `names` and `classes` `[n]` text, and
 * `settings.json` with the network and input that made them.
 */
export function vectorsNpz(table: VectorTable, { names, classes, settings }: VectorsOf): Blob {
  const bytes = zipSync(
    {
      'vectors.npy': encodeNpy(table.data, [table.count, table.length]),
      'names.npy': encodeNpyText(names),
      'classes.npy': encodeNpyText(classes),
      'settings.json': strToU8(JSON.stringify(settings, null, 2)),
    },
    { level: 0 },
  );
  return new Blob([bytes], { type: 'application/zip' });
}
