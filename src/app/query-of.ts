/**
 * A link's parameters, whatever the case of their names. One that was copied out of a page's source has `&amp;` where `&`
 * was meant.
 */
export const queryOf = (search: string): URLSearchParams =>
  new URLSearchParams(
    [...new URLSearchParams(search.replaceAll(/&(?:amp;)+/g, '&'))].map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
