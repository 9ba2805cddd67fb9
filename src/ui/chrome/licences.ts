import list from './licences.json';

/** What the built page carries besides its own code; the build fails when this is not so (scripts/build/licences.mjs). */
export const LICENCES: readonly { readonly name: string; readonly licence: string }[] = list;
