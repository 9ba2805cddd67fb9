import { latin1, spells } from './bytes.ts';
import type { FileKind, Format } from './format.ts';

/** Kind, offset, bytes: files that are recognised only to be named in a message. */
const SIGNATURES: readonly (readonly [FileKind, number, string])[] = [
  ['pdf', 0, '%PDF-'],
  ['pdf', 0, '%!PS'],
  ['pdf', 0, '\xc5\xd0\xd3\xc6'],
  ['raw', 0, 'FUJIFILMCCD-RAW'],
  ['raw', 0, 'IIRO'],
  ['raw', 0, 'IIRS'],
  ['raw', 0, 'IIU\0'],
  ['raw', 0, 'FOVb'],
  ['raw', 0, '\0MRM'],
  ['other', 0, 'II+\0'],
  ['other', 0, 'MM\0+'],
  ['other', 0, '\0\0\0\x0cjP  \r\n\x87\n'],
  ['other', 0, '\xffO\xffQ'],
  ['other', 0, 'II\xbc\x01'],
  ['other', 128, 'DICM'],
  ['other', 0, 'v/1\x01'],
  ['other', 0, '#?RADIANCE'],
  ['other', 0, '#?RGBE'],
  ['other', 0, 'DDS '],
  ['other', 0, '\xabKTX '],
  ['other', 0, 'qoif'],
  ['other', 0, 'gimp xcf'],
  ['other', 0, 'icns'],
  ['other', 0, 'AT&TFORM'],
  ['other', 0, 'SIMPLE  ='],
  ['other', 0, 'NRRD'],
  ['other', 0, '\x01\xda\x01\x01'],
  ['other', 0, '\x01\xda\0\x01'],
  ['other', 40, ' EMF'],
  ['other', 0, '\xd7\xcd\xc6\x9a'],
  ['psd', 0, '8BPS'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, '\x1f\x8b'],
  ['zip', 0, "7z\xbc\xaf'\x1c"],
  ['zip', 0, 'Rar!\x1a\x07'],
  ['zip', 0, 'PK\x05\x06'],
  ['zip', 0, 'BZh'],
  ['zip', 0, '\xfd7zXZ\0'],
  ['zip', 0, '\x28\xb5\x2f\xfd'],
  ['zip', 257, 'ustar'],
  ['zip', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
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

/** PBM, PGM, PPM, PAM and PFM: a letter and a digit, then the size. */
const netpbm: Format = {
  kind: 'other',
  matches: (bytes) => /^P[1-7Ff]\s+(#[^\n]*\n\s*)*(\d+\s|WIDTH)/.test(latin1(bytes, 0, 256)),
};

const text: Format = {
  kind: 'text',
  matches: (bytes) =>
    /^(\xff\xfe|\xfe\xff)/.test(latin1(bytes, 0, 2)) || !BINARY.test(latin1(bytes, 0, 1024)),
};

/** Everything that is no still picture; `text` comes last, since it takes whatever looks harmless. */
export const otherFiles: readonly Format[] = [...signed, netpbm, text];
