/** Cells counted as a corner, from either side, as a share of the map: one of seven. */
const CORNER = 1 / 14;

/**
 * The corner in which a cell lies, in words, or null. Padding with zeros shows there first, whatever the picture; in a
 * map of less than five cells a side every place is near a corner.
 */
export function cornerOf(cell: number, height: number, width: number): string | null {
  const side = (at: number, count: number, [first, last]: readonly [string, string]) => {
    const near = Math.ceil(count * CORNER);
    if (count < 5) return null;
    return at < near ? first : at >= count - near ? last : null;
  };
  const row = side(Math.floor(cell / width), height, ['upper', 'lower']);
  const column = side(cell % width, width, ['left', 'right']);
  return row && column && `${row} ${column} corner`;
}

/** Index of the first of a map's largest values; null where it is the same everywhere, or not all numbers. */
export function largestOf(map: Float32Array): number | null {
  let best = 0;
  let varies = false;
  for (const [i, value] of map.entries()) {
    if (!Number.isFinite(value)) return null;
    if (value !== map[0]) varies = true;
    if (value > map[best]!) best = i;
  }
  return varies ? best : null;
}
