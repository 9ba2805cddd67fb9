import Papa from 'papaparse';
import type { Gallery } from './gallery.ts';
import { classOf, picturePath } from './picture-set.ts';
import { withVectorsWorker } from './with-vectors-worker.ts';

/** All vectors, with the names and classes of their pictures, as an `.npz`. @throws AppError */
export function exportVectors(gallery: Gallery): Promise<Blob> {
  const { pictures, made } = gallery.state.getState();
  const { table, rows } = gallery.vectors();
  const of = rows.map((index) => pictures[index]!);
  const texts = { names: of.map(picturePath), classes: of.map(classOf) };
  return withVectorsWorker(table, new AbortController().signal, (api, handed) =>
    api.npz(handed, { ...texts, settings: made }),
  );
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

/** A square of numbers with its names, as CSV. @param values `[n, n]`, row-major. */
export function matrixCsv(names: readonly string[], values: Float64Array): Blob {
  const rows = names.map((name, i) => [
    name,
    ...Array.from(values.subarray(i * names.length, (i + 1) * names.length)),
  ]);
  const text = Papa.unparse({ fields: ['', ...names], data: rows }, { escapeFormulae: true });
  return new Blob([`${text}\r\n`], { type: 'text/csv' });
}
