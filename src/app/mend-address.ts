/**
 * A link that was copied out of a page's source can have `&#38;` or `&#038;` where `&` was meant, of which browsers take
 * all from `#` on for a place on the page.
 */
export const mendAddress = (query: string): string => query.replaceAll(/#(0*38|x0*26);/gi, '');
