/** Where a map lies, by a region that somebody drew around the object. */
export interface Localisation {
  /** Pointing game (Zhang et al., IJCV 2018): is the map's greatest value inside? Of several equal ones, their share. */
  readonly pointing: number;
  /**
   * Energy-based pointing game (Wang et al., Score-CAM, 2020): the share of what is above zero that lies inside; null
   * where nothing is.
   */
  readonly energy: number | null;
  /** Share of the picture that is inside: what a map that knows nothing scores on average. */
  readonly area: number;
}

/**
 * @param values `[P]`, the map at the network's input. @param inside `[P]`, 1 inside the region.
 * @throws RangeError where the two differ in length, or nothing is inside.
 */
export function localisation(values: ArrayLike<number>, inside: Uint8Array): Localisation {
  if (values.length !== inside.length) throw new RangeError('Map and region differ in size.');
  let most = Number.NEGATIVE_INFINITY;
  let [tied, hit, energy, own, area] = [0, 0, 0, 0, 0];
  for (let p = 0; p < inside.length; p++) {
    const value = values[p]!;
    const within = inside[p]!;
    area += within;
    if (value > most) [most, tied, hit] = [value, 0, 0];
    if (value === most) {
      tied += 1;
      hit += within;
    }
    if (value > 0) {
      energy += value;
      own += value * within;
    }
  }
  if (area === 0) throw new RangeError('Nothing of the picture is inside.');
  return { pointing: hit / tied, energy: energy > 0 ? own / energy : null, area: area / inside.length };
}
