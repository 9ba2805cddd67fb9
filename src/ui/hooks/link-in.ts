/**
 * The address of what another page handed over without its bytes: a link, an address as text, or a piece of a page
 * with a picture in it; null where there is none.
 */
export function linkIn(data: Pick<DataTransfer, 'getData'>): string | null {
  // A list of addresses may hold comments.
  const [listed] = data.getData('text/uri-list').match(/^[^#\s].*/m) ?? [];
  const [, written] = /^\s*(https?:\S+)\s*$/i.exec(data.getData('text/plain')) ?? [];
  const [, shown] = /<img\b[^>]*?\ssrc="([^"]+)/i.exec(data.getData('text/html')) ?? [];
  return listed ?? written ?? shown ?? null;
}
