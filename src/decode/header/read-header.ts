import type { FileKind, ImageHeader } from './format.ts';
import { FORMATS } from './formats.ts';

const blank = (kind: FileKind): ImageHeader => ({
  kind,
  dimensions: null,
  orientation: 1,
  alpha: null,
  bitDepth: null,
  components: null,
  animated: false,
});

/**
 * What a file is and what its header says, without decoding it. Never throws.
 *
 * @param bytes The file, or its first part: a megabyte reaches the size in all but freak files.
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) return blank('empty');
  const format = FORMATS.find((candidate) => candidate.matches(bytes));
  return format ? { ...blank(format.kind), ...format.read?.(bytes) } : blank('unknown');
}
