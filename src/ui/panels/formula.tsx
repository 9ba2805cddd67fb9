/** An underscore and what it lowers: `x_k`, `A_p`, `CIS_k`. */
const SUBSCRIPT = /_([A-Za-z0-9]+)/;

/** A plain-text formula of the registries, set with subscripts. */
export function Formula({ text }: { readonly text: string }) {
  return (
    <p className="formula">
      {text.split(SUBSCRIPT).map((part, index) =>
        // Split by a pattern with one group: every other part is a subscript. Parts never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: a formula's parts have no other identity
        index % 2 === 1 ? <sub key={index}>{part}</sub> : part,
      )}
    </p>
  );
}
