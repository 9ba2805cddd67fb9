import type { FileKind, ImageHeader } from './format.ts';
import { FORMATS } from './formats.ts';

const blank = (kind: FileKind): ImageHeader => ({
  kind,
  dimensions: null,
  orientation: 1,
  orientationTag: null,
  alpha: null,
  bitDepth: null,
  components: null,
  animated: false,
  stillFirst: false,
  coding: null,
  xmpOrientation: null,
  excess: null,
});

/**
 * What a file is and what its header says, without decoding it. Never throws.
 *
 * @param bytes The file, or its first part: what stands behind the pixels (an orientation, later frames) is then not seen.
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) return blank('empty');
  const format = FORMATS.find((candidate) => candidate.matches(bytes));
  if (!format) return blank('unknown');
  const header = { ...blank(format.kind), ...format.read?.(bytes) };
  return { ...header, orientation: header.orientationTag?.orientation ?? 1 };
}
