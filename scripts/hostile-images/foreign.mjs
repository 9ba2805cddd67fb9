import { makeHeic, makeMp4, TINY } from './tiny.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" onload="window.hacked=1"><script>window.hacked=1</script><image href="https://example.org/x.png"/></svg>`;

/** What a file holds that is no picture, and the name it comes by. @type {readonly (readonly [string, string, string | Uint8Array])[]} */
const FILES = [
  ['nothing', 'png', ''],
  ['nothing', 'jpg', ''],
  ['one zero byte', 'png', new Uint8Array(1)],
  ['a kilobyte of zeros', 'jpg', new Uint8Array(1024)],
  ['a megabyte of zeros', 'webp', new Uint8Array(1 << 20)],
  ['an SVG with a script', 'svg', SVG],
  ['an SVG with a script, named .png', 'png', SVG],
  [
    'an SVG behind an XML declaration, a comment and a doctype',
    'svg',
    `<?xml version="1.0"?><!-- c --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${SVG}`,
  ],
  [
    'an SVG with an entity bomb',
    'svg',
    `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg>&b;</svg>`,
  ],
  ['HTML named .png', 'png', '<!DOCTYPE html><html><body><script>window.hacked=1</script></body></html>'],
  ['HTML without a doctype', 'jpg', '<html><img src=x onerror="window.hacked=1"></html>'],
  ['a JSON error message', 'jpg', '{"error": "not found"}'],
  ['plain text', 'png', 'This is not the picture you are looking for.\n'],
  ['UTF-16 text', 'png', Buffer.from('\ufeffhello', 'utf16le')],
  ['a PDF', 'pdf', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'],
  ['a PDF named .jpg', 'jpg', '%PDF-1.4\n'],
  ['a HEIC that claims 12 megapixels', 'heic', makeHeic()],
  ['a HEIC named .jpg, as some phones send it', 'jpg', makeHeic()],
  ['an MP4', 'mp4', makeMp4()],
  ['an MP4 named .gif', 'gif', makeMp4()],
  ['a WebM', 'webm', Buffer.from('\x1aE\xdf\xa3\x01\0\0\0', 'latin1')],
  ['a zip', 'zip', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')],
  ['a Photoshop document', 'psd', Buffer.from('8BPS\0\x01\0\0\0\0\0\0\0\x03', 'latin1')],
  ['a sound file', 'wav', Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1')],
  ['a gzip', 'png', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
  ['an executable', 'png', Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0', 'latin1')],
  ['a JPEG signature and nothing else', 'jpg', Buffer.from([0xff, 0xd8, 0xff])],
  ['a JPEG of start and end only', 'jpg', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
  ['a PNG signature and nothing else', 'png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  ['a RIFF of no known form', 'webp', Buffer.from('RIFF\x04\0\0\0WEBP', 'latin1')],
  ['an AVIF of one box', 'avif', Buffer.from('\0\0\0\x14ftypavif\0\0\0\0avif', 'latin1')],
  ['an empty GIF', 'gif', Buffer.from('GIF89a\x0a\0\x0a\0\0\0\0;', 'latin1')],
];

/** Files that are no picture, whatever they are called. @type {Category} */
export function* foreign() {
  for (const [what, extension, content] of FILES)
    yield { bytes: Buffer.from(content), extension, what, expect: 'error' };
  yield { bytes: TINY.tiff, extension: 'tif', what: 'a TIFF, which only Safari opens', expect: 'either' };
}

/** Random bytes behind real signatures. @type {Category} */
export function* noise(random) {
  const signatures = [
    '',
    '\xff\xd8\xff\xe0',
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    'BM',
    'II*\0',
    '\0\0\0\x18ftypavif',
  ];
  for (const signature of signatures)
    for (const n of [50, 5000]) {
      const rest = Buffer.from(Array.from({ length: n }, () => random(256)));
      yield {
        bytes: Buffer.concat([Buffer.from(signature, 'latin1'), rest]),
        extension: 'png',
        what: `${n} random bytes behind ${JSON.stringify(signature)}`,
        expect: 'error',
      };
    }
}
