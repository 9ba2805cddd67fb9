/**
 * Gives the one thing of its kind that an app has, made when it is first asked for: it goes on, and keeps what it
 * found, while the panel that shows it is closed.
 */
export type OneOfAKind = <T>(kind: abstract new (...args: never[]) => T, make: () => T) => T;

export function oneOfAKind(): OneOfAKind {
  const made = new Map<unknown, unknown>();
  return (kind, make) => {
    const known = made.get(kind);
    if (known instanceof kind) return known;
    const first = make();
    made.set(kind, first);
    return first;
  };
}
