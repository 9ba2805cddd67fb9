/**
 * Under which name something is stored: copies of the page under other paths of one origin have other names. What
 * begins with {@link prefix} is this copy's.
 *
 * @param base absolute URL of the folder of `index.html`.
 */
export const storedAs = (base: string, what: string): string => `${prefix(base)}${what}`;

export const prefix = (base: string): string => `semblance:${new URL(base).pathname}:`;
