import { latin1, spells } from './bytes.ts';
import type { FileKind, Format } from './format.ts';

/** Kind, offset, bytes: files that are recognised only to be named in a message. */
const SIGNATURES: readonly (readonly [FileKind, number, string])[] = [
  ['pdf', 0, '%PDF-'],
  ['psd', 0, '8BPS'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, '\x1f\x8b'],
  ['zip', 0, "7z\xbc\xaf'\x1c"],
  ['zip', 0, 'Rar!\x1a\x07'],
  ['lfs', 0, 'version https://git-lfs.github.com/spec/'],
  ['video', 0, '\x1aE\xdf\xa3'],
  ['video', 8, 'AVI '],
  ['video', 0, 'FLV\x01'],
  ['video', 0, '\0\0\x01\xba'],
  ['audio', 8, 'WAVE'],
  ['audio', 0, 'ID3'],
  ['audio', 0, 'OggS'],
  ['audio', 0, 'fLaC'],
];

const signed = SIGNATURES.map(
  ([kind, at, text]): Format => ({ kind, matches: (bytes) => spells(bytes, at, text) }),
);

/** What no text begins with, and control characters that none holds: all but tab, line feed, form feed, carriage return, escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const BINARY = /^\xff|[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/;

const text: Format = {
  kind: 'text',
  matches: (bytes) =>
    /^(\xff\xfe|\xfe\xff)/.test(latin1(bytes, 0, 2)) || !BINARY.test(latin1(bytes, 0, 1024)),
};

/** Everything that is no still picture; `text` comes last, since it takes whatever looks harmless. */
export const otherFiles: readonly Format[] = [...signed, text];
