/** A link's parameters. One that was copied out of a page's source has `&amp;` where `&` was meant. */
export const queryOf = (search: string): URLSearchParams =>
  new URLSearchParams(search.replaceAll(/&(?:amp;)+/g, '&'));
