import { strToU8, zipSync } from 'fflate';
import Papa from 'papaparse';
import { encodeNpy, encodeNpyText } from '../../core/npy.ts';
import type { Gallery } from './gallery.ts';
import { picturePath } from './picture-set.ts';

/**
 * All vectors as an `.npz` that `numpy.load` reads: `vectors` `[n, E]` float32, `names` and `classes` `[n]` text (the
 * path and the folder of each), and `settings.json` with the network and input that made them.
 */
export function vectorsNpz(gallery: Gallery): Blob {
  const { pictures, made } = gallery.state.getState();
  const { table, rows } = gallery.vectors();
  const of = rows.map((index) => pictures[index]!);
  const bytes = zipSync(
    {
      'vectors.npy': encodeNpy(table.data, [table.count, table.length]),
      'names.npy': encodeNpyText(of.map(picturePath)),
      'classes.npy': encodeNpyText(of.map(({ folder }) => folder)),
      'settings.json': strToU8(JSON.stringify(made, null, 2)),
    },
    { level: 0 },
  );
  return new Blob([bytes], { type: 'application/zip' });
}

/** The ranking on screen as CSV: query, rank, hit, score. */
export function rankingCsv(gallery: Gallery): Blob {
  const { pictures, query } = gallery.state.getState();
  const rows = (query?.hits ?? []).map(({ index, score }, order) => ({
    query: picturePath(pictures[query!.index]!),
    rank: order + 1,
    hit: picturePath(pictures[index]!),
    score,
  }));
  // A name that begins like a formula must not become one in a spreadsheet.
  const text = Papa.unparse(
    { fields: ['query', 'rank', 'hit', 'score'], data: rows },
    { escapeFormulae: true },
  );
  return new Blob([`${text}\r\n`], { type: 'text/csv' });
}
