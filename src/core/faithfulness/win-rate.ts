/**
 * Share of pairs, in [0, 1], on which `ours` beats `control`; a tie counts one half.
 *
 * @throws RangeError when the lists differ in length or are empty: they are matched pair by pair.
 */
export function winRate(ours: readonly number[], control: readonly number[]): number {
  if (ours.length !== control.length || ours.length === 0) {
    throw new RangeError(`Cannot match ${ours.length} results with ${control.length}.`);
  }
  let wins = 0;
  ours.forEach((value, i) => {
    if (value > control[i]!) wins += 1;
    else if (value === control[i]) wins += 0.5;
  });
  return wins / ours.length;
}
