import type { Notice } from './state.ts';

let last = 0;

/** A message to the user. The same words once more are another notice: they are shown and read out again. */
export function makeNotice(text: string, { lasting = false } = {}): Notice {
  last += 1;
  return { id: last, text, lasting };
}
