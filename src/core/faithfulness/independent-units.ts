/** The pairs of a table, told by what is independent of what. */
export interface IndependentUnits {
  /** How many there are. */
  readonly count: number;
  /** Of each pair, in the order given: the two units that it joins, one and the same where it lies within one. */
  readonly members: readonly (readonly [number, number])[];
}

/**
 * What may be drawn again when pairs share photographs: the photographs. One that occurs in a single pair goes with
 * its partner, since nothing tells the two apart: pairs that share nothing are each a unit, twenty pairs with one
 * photograph in common are one.
 *
 * @param pairs what each pair is of, by name: a photograph, or the sheet or subject that several are taken from.
 */
export function independentUnits(pairs: readonly (readonly [string, string])[]): IndependentUnits {
  const partners = new Map<string, Set<string>>();
  for (const [a, b] of pairs) {
    for (const [own, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = partners.get(own) ?? new Set();
      if (other !== own) known.add(other);
      partners.set(own, known);
    }
  }
  const goesWith = (name: string): string => {
    const known = [...partners.get(name)!];
    const [only] = known;
    if (known.length !== 1 || only === undefined) return name;
    // Of two that have nobody else, the first by name stands for both.
    return partners.get(only)!.size > 1 || only < name ? only : name;
  };
  const names = [...new Set(pairs.flat().map(goesWith))].sort(byCodeUnit);
  const index = new Map(names.map((name, i) => [name, i]));
  const unit = (name: string) => index.get(goesWith(name))!;
  return { count: names.length, members: pairs.map(([a, b]) => [unit(a), unit(b)]) };
}

/** The same order on every machine, whatever its language. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
