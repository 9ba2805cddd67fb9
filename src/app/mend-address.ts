/**
 * A link as it was meant. Copied out of a page's source it can have `&#38;` or `&#038;` for `&`, of which browsers take
 * all from `#` on for a place on the page; handed on by programs it can be encoded as a whole, or have `#` or another `?`
 * before its settings.
 *
 * @param query from `?` or `#` on.
 */
export function mendAddress(query: string): string {
  const plain = query.includes('=') ? query : decoded(query);
  return plain
    .replaceAll(/#(0*38|x0*26);/gi, '')
    .replaceAll(/[?#]+(?=[a-z-]+=)/gi, (_, at: number) => (at === 0 ? '?' : '&'));
}

/** Without its percent signs; itself where they encode nothing. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
