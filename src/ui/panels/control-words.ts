/** What the correlation of a map with the mean-activation control says about the map. */
export function controlWords(r: number | null, method: string): string {
  if (r === null) return 'No correlation: one of the two maps is the same everywhere.';
  const number = `r = ${r.toFixed(2).replace('-', '−')}`;
  if (r >= 0.9) return `${number}: this map mostly shows where the network is active at all.`;
  if (r >= 0.6) return `${number}: much of this map is where the network is active at all.`;
  if (r > -0.3) return `${number}: ${method} shows something else than activity.`;
  return `${number}: this map is strong where the network is quiet.`;
}
