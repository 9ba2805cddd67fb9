/**
 * Formats that nothing in this repository can write, 16×12 pixels each, made once with sharp 0.33.5 from
 * R = 16·column, G = 20·row, B = 128 and (where there is one) alpha = index mod 256.
 */
const BASE64 = {
  jpegCmyk:
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/8AAFAgADAAQBEMRAE0RAFkRAEsRAP/EABgAAAMBAQAAAAAAAAAAAAAAAAQGBwUD/8QAJxAAAgEEAAUDBQAAAAAAAAAAAQIDAAQFERIhUWFxEyMyBgciMWL/2gAOBEMATQBZAEsAAD8AVcDh5Xu19xAd9aDufthfqNxyxv2Bqgx5WwlOkuU33OqbTn5UHu2kqjrqrFg8a9lAvqsCdfoVjXn0XfWTcMykHxXO/wAjFAvyBPY0Vj8qt7J+AI586SbXH26uCoYHzVzqUQXcrOBxa8VqtGjfJFPkU4YWaRAsPGWTo3PVcbmCKeMiVAw71qRXUzAIzkjvQzWcEb+rGnA381//2Q==',
  jpegProgressive:
    '/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAMABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAX/xAAVAQEBAAAAAAAAAAAAAAAAAAABAv/aAAwDAQACEAMQAAABnLawn//EABcQAQEBAQAAAAAAAAAAAAAAAAIAAQP/2gAIAQEAAQUCPKPKJyJy/8QAFhEBAQEAAAAAAAAAAAAAAAAABAAB/9oACAEDAQE/ASo2/8QAFxEAAwEAAAAAAAAAAAAAAAAAAAECA//aAAgBAgEBPwG92f/EABQQAQAAAAAAAAAAAAAAAAAAACD/2gAIAQEABj8CH//EABYQAQEBAAAAAAAAAAAAAAAAAABRYf/aAAgBAQABPyHJkkSP/9oADAMBAAIAAwAAABBr/8QAFREBAQAAAAAAAAAAAAAAAAAAACH/2gAIAQMBAT8Qnf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQIBAT8QT//EABYQAQEBAAAAAAAAAAAAAAAAAAAhMf/aAAgBAQABPxDExIyM/9k=',
  jpegGrey:
    '/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//wAALCAAMABABAREA/8QAFgABAQEAAAAAAAAAAAAAAAAABQQG/8QAHhAAAQQBBQAAAAAAAAAAAAAAAQACAwQRBSEiMTL/2gAIAQEAAD8ADi0p7T0UrTovaRstQ2nBnyqYakORxX//2Q==',
  webpLossy:
    'UklGRkgAAABXRUJQVlA4IDwAAACwAQCdASoQAAwAAsBMJbACdAEOtXEwAP724pXOmh/Q8nXtphvx6GgtO8rtNEZKr//cOMEf7XgOX9mZAAA=',
  webpLossless: 'UklGRjAAAABXRUJQVlA4TCMAAAAvD8ACEJmM6H9sIqL/ASJtm4qYf7tnxwMxgAsxAWAyZlnjPQA=',
  webpAlpha:
    'UklGRoAAAABXRUJQVlA4WAoAAAAQAAAADwAACwAAQUxQSBcAAAABmYzof4BI22ZzMP+Gz44jJmACqDV3AQBWUDggQgAAANABAJ0BKhAADAACwEwlsAJ0AR9sfo+AAP71nfsRcpdwoZ5Tc3kA6Kg749DQWneV2miMlV//uHGCP9rwHL+zMgAAAA==',
  avif: 'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAKwAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAABAA0ABoAAAAAMYXYxQ4EgAgAAAAAUaXNwZQAAAAAAAAAQAAAADAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEAYIDBAAAADNtZGF0EgAKCDgM/thAQ0GkMh0YAAAAQDGd5nYblPHAj/pA9zuwFNdm37vV/vDxwA==',
  avifAlpha:
    'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAYRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAANGlsb2MAAAAAREAAAgACAAAAAAGoAAEAAAAAAAAAGgABAAAAAAHCAAEAAAAAAAAAKwAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAFWluZmUCAAAAAAIAAGF2MDEAAAAAw2lwcnAAAACdaXBjbwAAABNjb2xybmNseAABAA0ABoAAAAAMYXYxQ4EAHAAAAAAUaXNwZQAAAAAAAAAQAAAADAAAAA5waXhpAAAAAAEIAAAAOGF1eEMAAAAAdXJuOm1wZWc6bXBlZ0I6Y2ljcDpzeXN0ZW1zOmF1eGlsaWFyeTphbHBoYQAAAAAMYXYxQ4EgAgAAAAAQcGl4aQAAAAADCAgIAAAAHmlwbWEAAAAAAAAAAgABBAGGAwcAAgSCAwSFAAAAGmlyZWYAAAAAAAAADmF1eGwAAgABAAEAAABNbWRhdBIACgUYDP7YVDIPGAAAAQAHBTGDaw0/EI1LEgAKCDgM/thAQ0GkMh0YAAAAQDGd5nYblPHAj/pA9zuwFNdm37vV/vDxwA==',
  tiff: 'SUkqAHAAAACAAAAIAIQKCgCDwmDQuEQyFQ2IQ8ABSCQ6LRGLw+NQwACiKxiQRuQxmODyPyKUSSRxAAFCTyqUyuRAAyS+ZTCcSw8TaYz2cgBGTycz6VgBQUKb0mYgBaUiiU+OMinUOqSxuVOlVWDwEBAAAAEDAAEAAAAQAAAAAQEDAAEAAAAMAAAAAgEDAAMAAABGAQAAAwEDAAEAAAAFAAAABgEDAAEAAAACAAAAEQEEAAEAAAAIAAAAEgEDAAEAAAABAAAAFQEDAAEAAAADAAAAFgEDAAEAAAAAAQAAFwEEAAEAAABoAAAAGgEFAAEAAAA2AQAAGwEFAAEAAAA+AQAAHAEDAAEAAAABAAAAKAEDAAEAAAACAAAAPQEDAAEAAAACAAAAUwEDAAMAAABMAQAAAAAAADMzywAAAAgAMzPLAAAACAAIAAgACAABAAEAAQA=',
};

const decoded = (/** @type {keyof typeof BASE64} */ name) => Buffer.from(BASE64[name], 'base64');

export const TINY = {
  jpegCmyk: decoded('jpegCmyk'),
  jpegProgressive: decoded('jpegProgressive'),
  jpegGrey: decoded('jpegGrey'),
  webpLossy: decoded('webpLossy'),
  webpLossless: decoded('webpLossless'),
  webpAlpha: decoded('webpAlpha'),
  avif: decoded('avif'),
  avifAlpha: decoded('avifAlpha'),
  tiff: decoded('tiff'),
};

/** A box of an ISO base media file. @param {string} type @param {Uint8Array[]} payload */
function box(type, ...payload) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + payload.reduce((sum, part) => sum + part.length, 0), 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...payload]);
}

/**
 * The container of an iPhone photograph with a picture that no decoder can read: HEVC cannot be written
 * freely, and what must be tested is the message. 4032×3024, of tiles of 512×512.
 */
export function makeHeic() {
  const ispe = (/** @type {number} */ width, /** @type {number} */ height) => {
    const payload = Buffer.alloc(12);
    payload.writeUInt32BE(width, 4);
    payload.writeUInt32BE(height, 8);
    return box('ispe', payload);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1MiHEheic', 'latin1')),
    box('meta', Buffer.alloc(4), box('iprp', box('ipco', ispe(512, 512), ispe(4032, 3024)))),
    box('mdat', Buffer.alloc(64, 0x5a)),
  ]);
}

/** A picture file with the table of a film of so many pictures. @param {Uint8Array} file @param {number} count */
export function withFilm(file, count) {
  const table = Buffer.alloc(12);
  table.writeUInt32BE(count, 8);
  const film = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsz'].reduceRight(
    (inside, type) => box(type, inside),
    table,
  );
  return Buffer.concat([file, film]);
}

/** The first bytes of an MP4 film. */
export const makeMp4 = () =>
  Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1')),
    box('mdat', Buffer.alloc(64)),
  ]);
