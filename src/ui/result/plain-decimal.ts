/**
 * A number as a plain decimal that `Number()` reads back: ASCII minus, no exponent, no grouping, at least
 * seven significant digits (as many as a float32 carries) where 20 decimals hold them.
 */
export function plainDecimal(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const text = value.toFixed(Math.min(20, Math.max(6, 6 - magnitude)));
  // toFixed keeps the sign of a number that rounds to nothing.
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** The same digits for people: a true minus sign, as beside it in every sentence. */
export const exactNumber = (value: number): string => plainDecimal(value).replace('-', '−');
