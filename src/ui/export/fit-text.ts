/** Text as it is where it fits `width` in the context's font, otherwise cut at its end, with an ellipsis. */
export function fitText(
  context: { measureText(text: string): { readonly width: number } },
  text: string,
  width: number,
): string {
  if (context.measureText(text).width <= width) return text;
  // By what a reader sees as characters: half a surrogate pair is none.
  const signs = Array.from(text);
  while (signs.length > 0 && context.measureText(`${signs.join('')}…`).width > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
