/** Elements in which keys have a meaning of their own. */
const TAKES_KEYS =
  'select, textarea, input:not([type=radio], [type=checkbox], [type=file], [type=range]), [contenteditable]';

/** Elements into which text is typed, pasted and dropped. */
const TAKES_TEXT =
  'textarea, input:not([type=radio], [type=checkbox], [type=file], [type=range]), [contenteditable]';

/** Whether the keys that are pressed there are not shortcuts. */
export const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TAKES_KEYS) !== null;

/** Whether text that comes there is its own affair. */
export const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TAKES_TEXT) !== null;
