import { type Dims, range } from '../dims.ts';

/** Runs of axes, old and new, that hold the same values. */
interface Group {
  readonly from: number[];
  readonly to: number[];
}

/** The smallest runs of axes with equal products; null where the sizes do not match up. */
function groupsOf(from: Dims, to: Dims): Group[] | null {
  const groups: Group[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const group: Group = { from: [], to: [] };
    let [old, next] = [1, 1];
    const takeOld = () => {
      old *= from[i]!;
      group.from.push(i++);
    };
    const takeNext = () => {
      next *= to[j]!;
      group.to.push(j++);
    };
    if (i < from.length) takeOld();
    if (j < to.length) takeNext();
    while (old !== next) {
      if (old < next && i < from.length) takeOld();
      else if (next < old && j < to.length) takeNext();
      else return null;
    }
    groups.push(group);
  }
  return groups;
}

/**
 * A reshape of a value whose axes lie in another order than ONNX's, without moving anything: possible where axes
 * that are merged, or split, lie next to each other in their order.
 *
 * @param dims the value's shape, in ONNX's order. @param order how its axes lie. @param to the new shape
 * @returns how the new axes lie; null where values would have to move
 */
export function regroup(dims: Dims, order: readonly number[], to: Dims): number[] | null {
  const groups = groupsOf(dims, to);
  if (!groups) return null;
  const place = new Map(order.map((axis, at) => [axis, at]));
  // Axes of size one lie anywhere: a group is where its others are.
  const starts = groups.map(({ from }) => {
    const real = from.filter((axis) => dims[axis] !== 1).map((axis) => place.get(axis)!);
    return { real, start: real[0] ?? -1 };
  });
  const taken = order.filter((axis) => dims[axis] !== 1).map((axis) => place.get(axis)!);
  const rank = new Map(taken.map((at, i) => [at, i]));
  for (const { real } of starts) {
    for (let k = 1; k < real.length; k++) {
      if (rank.get(real[k]!) !== rank.get(real[k - 1]!)! + 1) return null;
    }
  }
  const byPlace = range(groups.length).sort((a, b) => starts[a]!.start - starts[b]!.start || a - b);
  return byPlace.flatMap((g) => groups[g]!.to);
}
