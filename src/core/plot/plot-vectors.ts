import { UMAP } from 'umap-js';
import { random } from '../random.ts';
import type { VectorTable } from '../retrieval/vector-table.ts';
import { principalComponents } from './principal-components.ts';

/** Directions that UMAP is given. */
const COMPONENTS = 50;
/** Neighbours of each point, UMAP's own default. */
const NEIGHBOURS = 15;
/** With fewer points than this there are no neighbourhoods to keep. */
const LEAST = 6;

/** Embeddings in a plane. */
export interface VectorPlot {
  /** `[count, 2]`, each axis scaled to [0, 1]. */
  readonly points: Float32Array;
  readonly kind: 'umap' | 'components';
  /** Principal components that went before. */
  readonly components: number;
  /** The share of the variance that they hold, 0–1. */
  readonly explained: number;
  readonly epochs: { readonly done: number; readonly planned: number };
}

/**
 * Principal components, then UMAP on the first 50 of them (McInnes, Healy and Melville, 2018), cosine distances of unit
 * vectors being Euclidean ones. Seeded; the same table gives the same plane, unless the time was up before it settled.
 *
 * @param table what is to be compared by angle has rows of length 1. @param late asked between the epochs.
 */
export function plotVectors(
  table: VectorTable,
  late: () => boolean,
  report: (fraction: number) => void,
): VectorPlot {
  const { scores, wanted, explained } = principalComponents(table, COMPONENTS);
  if (table.count < LEAST) {
    const flat = Float32Array.from({ length: table.count * 2 }, (_, i) =>
      i % 2 < wanted ? scores[Math.floor(i / 2) * wanted + (i % 2)]! : 0,
    );
    return {
      points: scaled(flat),
      kind: 'components',
      components: wanted,
      explained,
      epochs: { done: 0, planned: 0 },
    };
  }
  const stream = random(1);
  const umap = new UMAP({
    nNeighbors: Math.min(NEIGHBOURS, table.count - 1),
    random: () => stream.uniform(),
  });
  const rows = Array.from({ length: table.count }, (_, index) =>
    Array.from(scores.subarray(index * wanted, (index + 1) * wanted)),
  );
  const planned = umap.initializeFit(rows);
  let done = 0;
  while (done < planned && !late()) {
    umap.step();
    done += 1;
    report(done / planned);
  }
  return {
    points: scaled(Float32Array.from(umap.getEmbedding().flat())),
    kind: 'umap',
    components: wanted,
    explained,
    epochs: { done, planned },
  };
}

function scaled(points: Float32Array): Float32Array {
  const axis = (which: number) => points.filter((_, i) => i % 2 === which);
  const [low, high] = [0, 1]
    .map((which) => axis(which))
    .reduce<[number[], number[]]>(
      ([lows, highs], values) => [
        [...lows, values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)],
        [...highs, values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)],
      ],
      [[], []],
    );
  return points.map((value, i) => {
    const span = high[i % 2]! - low[i % 2]!;
    return span > 0 ? (value - low[i % 2]!) / span : 0.5;
  });
}
