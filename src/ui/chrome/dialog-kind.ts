/** Which dialog is open over the page. */
export type DialogKind = 'help' | 'about';
