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

/**
 * How far the four corner cells stand out of a map: their mean above the map's, in its standard deviations. Null in a map
 * of less than five cells a side, and in one that is the same everywhere. @param map `[height, width]`.
 */
export function cornersOf(map: Float32Array, height: number, width: number): number | null {
  if (height < 5 || width < 5) return null;
  const mean = map.reduce((sum, value) => sum + value, 0) / map.length;
  const deviation = Math.sqrt(map.reduce((sum, value) => sum + (value - mean) ** 2, 0) / map.length);
  const cells = [0, width - 1, (height - 1) * width, height * width - 1];
  const corners = cells.reduce((sum, cell) => sum + map[cell]!, 0) / cells.length;
  return deviation > 0 ? (corners - mean) / deviation : null;
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
