import { latin1 } from './bytes.ts';
import type { Format } from './format.ts';

/** The start of the file as text: no byte-order mark, UTF-16 narrowed, declarations and comments gone. */
function opening(bytes: Uint8Array): string {
  return latin1(bytes, 0, 8192)
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .replace(/<\?[^>]*\?>|<!--[\s\S]*?-->/g, '')
    .trimStart()
    .toLowerCase();
}

const svg: Format = {
  kind: 'svg',
  matches: (bytes) => /^(<!doctype (?:\w+:)?svg[\s\S]*?>\s*)?<(?:\w+:)?svg[\s>]/.test(opening(bytes)),
};

const html: Format = {
  kind: 'html',
  matches: (bytes) =>
    /^<(!doctype html|html|head|body|script|title|meta|div|p|h1|iframe)\b/.test(opening(bytes)),
};

/** SVG and HTML, told apart as a browser would: by the first element. */
export const markup: readonly Format[] = [svg, html];
