/** A number for people: a few significant digits, a true minus sign, a power of ten where it is tiny or huge. */
export function showNumber(value: number, digits = 3): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e-3 && size < 1e5 ? withDigits(size, digits) : powerOfTen(size.toExponential(digits - 1));
  return value < 0 ? `−${text}` : text;
}

function withDigits(size: number, digits: number): string {
  const magnitude = Math.floor(Math.log10(size));
  return size.toFixed(Math.min(20, Math.max(0, digits - 1 - magnitude)));
}

function powerOfTen(text: string): string {
  const [mantissa = '', exponent = ''] = text.split('e');
  return `${mantissa}·10${exponent.replace('+', '').replace(/./g, (c) => SUPERSCRIPT[c] ?? c)}`;
}

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};
