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

/** Points that UMAP places; it takes too long with more, and the others find their places among these. */
const PLACED = 4000;
/** Of those, how many nearest ones say where another point lies. */
const AMONG = 3;

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
  /** Points that UMAP did not place: each lies among those of a seeded draw that are nearest to it. */
  readonly among: number;
}

/**
 * Principal components, then UMAP on the first 50 of them (McInnes, Healy and Melville, 2018), cosine distances of unit
 * vectors being Euclidean ones. Seeded; the same table gives the same plane, unless the time was up before it settled.
 *
 * @param byAngle what is compared by angle is given length 1 first. @param late asked between the epochs.
 * @param placed points that UMAP places at most.
 */
export function plotVectors(
  table: VectorTable,
  byAngle: boolean,
  late: () => boolean,
  report: (fraction: number) => void,
  placed = PLACED,
): VectorPlot {
  const { count } = table;
  const { scores, wanted, explained } = principalComponents(byAngle ? unitRows(table) : table, COMPONENTS);
  const components = { components: wanted, explained };
  if (count < LEAST) {
    const flat = Float32Array.from({ length: count * 2 }, (_, i) =>
      i % 2 < wanted ? scores[Math.floor(i / 2) * wanted + (i % 2)]! : 0,
    );
    const none = { done: 0, planned: 0 };
    return { points: scaled(flat), kind: 'components', ...components, epochs: none, among: 0 };
  }
  const stream = random(1);
  const order = Array.from({ length: count }, (_, index) => index);
  const drawn =
    count <= placed
      ? order
      : stream
          .shuffle([...order])
          .slice(0, placed)
          .sort((a, b) => a - b);
  const others = count <= placed ? [] : leftOver(drawn, count);
  const nearest = others.map((index) => nearestOf(scores, wanted, index, drawn));
  const umap = new UMAP({
    nNeighbors: Math.min(NEIGHBOURS, drawn.length - 1),
    random: () => stream.uniform(),
  });
  const planned = umap.initializeFit(
    drawn.map((index) => Array.from(scores.subarray(index * wanted, (index + 1) * wanted))),
  );
  let done = 0;
  while (done < planned && !late()) {
    umap.step();
    done += 1;
    report(done / planned);
  }
  const plane = umap.getEmbedding();
  const points = new Float32Array(count * 2);
  for (const [i, index] of drawn.entries()) points.set(plane[i]!, 2 * index);
  for (const [i, index] of others.entries()) points.set(placeAmong(nearest[i]!, plane), 2 * index);
  return {
    points: scaled(points),
    kind: 'umap',
    ...components,
    epochs: { done, planned },
    among: others.length,
  };
}

/** Rows of length 1; a zero row stays as it is. */
function unitRows({ data, count, length }: VectorTable): VectorTable {
  const unit = new Float32Array(data.length);
  for (let index = 0; index < count; index++) {
    let square = 0;
    for (let k = index * length; k < (index + 1) * length; k++) square += data[k]! ** 2;
    const norm = Math.sqrt(square) || 1;
    for (let k = index * length; k < (index + 1) * length; k++) unit[k] = data[k]! / norm;
  }
  return { data: unit, count, length };
}

/** The indices below `count` that are not among these, which rise. */
function leftOver(drawn: readonly number[], count: number): number[] {
  const taken = new Uint8Array(count);
  for (const index of drawn) taken[index] = 1;
  return [...taken.keys()].filter((index) => taken[index] === 0);
}

interface Near {
  /** Position among those drawn. */
  readonly at: number;
  readonly distance: number;
}

/** The drawn rows nearest to a row, nearest first. */
function nearestOf(scores: Float32Array, wanted: number, index: number, drawn: readonly number[]): Near[] {
  const best: Near[] = [];
  for (let at = 0; at < drawn.length; at++) {
    const start = drawn[at]! * wanted;
    let square = 0;
    for (let k = 0; k < wanted; k++) {
      const apart = scores[index * wanted + k]! - scores[start + k]!;
      square += apart * apart;
    }
    const worst = best[AMONG - 1];
    if (worst && square >= worst.distance) continue;
    best.push({ at, distance: square });
    best.sort((a, b) => a.distance - b.distance);
    best.length = Math.min(best.length, AMONG);
  }
  return best.map(({ at, distance }) => ({ at, distance: Math.sqrt(distance) }));
}

/** The mean of those places, the nearer the heavier; at a row that is the same it is that row's. */
function placeAmong(nearest: readonly Near[], plane: readonly (readonly number[])[]): [number, number] {
  const least = Math.max(nearest[0]!.distance, 1e-9);
  let [x, y, total] = [0, 0, 0];
  for (const { at, distance } of nearest) {
    const weight = (least / Math.max(distance, 1e-9)) ** 2;
    x += weight * plane[at]![0]!;
    y += weight * plane[at]![1]!;
    total += weight;
  }
  return [x / total, y / total];
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
