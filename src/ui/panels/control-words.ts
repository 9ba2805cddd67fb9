/** What the correlation of a map with the control of activity says about the map. */
export function controlWords(r: number | null, method: string): string {
  if (r === null) return 'No correlation: one of the two maps is the same everywhere.';
  // Compared as shown: words never contradict the number beside them. The limits are conventions: below 0.6 activity makes less than 0.6² of a map’s variance.
  const shown = Number(r.toFixed(2));
  const number = `r = ${r.toFixed(2).replace('-', '−')}`;
  if (shown >= 0.9) return `${number}: this map mostly shows where the network is active at all.`;
  if (shown >= 0.6) return `${number}: much of this map is where the network is active at all.`;
  if (shown > -0.3) return `${number}: most of what ${method} shows is something else than activity.`;
  return `${number}: this map tends to be higher where the network is quiet.`;
}
