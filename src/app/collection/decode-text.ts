/**
 * The text of a list as spreadsheets and editors save it: UTF-8 and UTF-16 with or without a byte order mark, else Windows-1252 (Excel's “CSV” in western Europe), which decodes any bytes.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // No list holds a zero: it is half of a letter.
  const zero = bytes.subarray(0, 64).indexOf(0);
  if (zero >= 0) return new TextDecoder(zero % 2 === 1 ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
