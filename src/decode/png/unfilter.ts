/** The Paeth predictor: whichever of left, up and corner is nearest to left + up − corner. PNG, 9.4. */
function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/**
 * Undoes a PNG row filter in place.
 *
 * @param filter 0 none, 1 sub, 2 up, 3 average, 4 Paeth. @param row this row's bytes, without the filter byte.
 * @param above the row above, unfiltered; zeros for the first. @param unit bytes per pixel, at least 1.
 * @returns false when there is no such filter.
 */
export function unfilter(filter: number, row: Uint8Array, above: Uint8Array, unit: number): boolean {
  const n = row.length;
  switch (filter) {
    case 0:
      return true;
    case 1:
      for (let i = unit; i < n; i++) row[i] = row[i]! + row[i - unit]!;
      return true;
    case 2:
      for (let i = 0; i < n; i++) row[i] = row[i]! + above[i]!;
      return true;
    case 3:
      for (let i = 0; i < n; i++) row[i] = row[i]! + (((i < unit ? 0 : row[i - unit]!) + above[i]!) >> 1);
      return true;
    case 4:
      for (let i = 0; i < n; i++)
        row[i] = row[i]! + (i < unit ? above[i]! : paeth(row[i - unit]!, above[i]!, above[i - unit]!));
      return true;
    default:
      return false;
  }
}
