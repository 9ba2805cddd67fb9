/** Thrown where entropy-coded data ends (or is broken) before its picture does; never leaves jpeg-scans.ts. */
export class ScanEnded extends Error {}

/** Thrown where a picture is coded in a way that this does not know, such as with tables that are not in the file. */
export class NotUnderstood extends ScanEnded {}

/** A Huffman table in the form of ITU-T T.81, F.2.2.3, by code length 1…16. */
export interface HuffmanTable {
  /** Largest code of each length, or −1; `[17]`. */
  readonly largest: Int32Array;
  /** What to add to a code of each length to find its place among the values; `[17]`. */
  readonly offset: Int32Array;
  readonly values: Uint8Array;
}

/** @param counts codes of each length, `[16]`. @param values the symbols, shortest code first. */
export function huffmanTable(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const largest = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= 16; length++, code <<= 1) {
    const count = counts[length - 1] ?? 0;
    offset[length] = place - code;
    if (count > 0) largest[length] = code + count - 1;
    code += count;
    place += count;
  }
  return { largest, offset, values };
}

/** The bits of a scan: stuffed zeros left out, ending at a marker or at the end of the bytes. */
export class ScanBits {
  private readonly bytes: Uint8Array;
  /** Of the next byte that is not read yet. */
  at: number;
  private byte = 0;
  private left = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  bit(): number {
    if (this.left === 0) {
      const byte = this.bytes[this.at];
      if (byte === undefined || (byte === 0xff && this.bytes[this.at + 1] !== 0)) throw new ScanEnded();
      this.at += byte === 0xff ? 2 : 1;
      this.byte = byte;
      this.left = 8;
    }
    this.left--;
    return (this.byte >> this.left) & 1;
  }

  read(n: number): number {
    let value = 0;
    for (let i = 0; i < n; i++) value = value * 2 + this.bit();
    return value;
  }

  symbol({ largest, offset, values }: HuffmanTable): number {
    let code = 0;
    for (let length = 1; length <= 16; length++) {
      code = (code << 1) | this.bit();
      if (code <= largest[length]!) return values[code + offset[length]!] ?? 0;
    }
    throw new ScanEnded();
  }

  /** Drops the rest of the byte and passes the restart marker that has to follow. */
  restart(): void {
    this.left = 0;
    const marker = this.bytes[this.at + 1] ?? 0;
    if (this.bytes[this.at] !== 0xff || marker < 0xd0 || marker > 0xd7) throw new ScanEnded();
    this.at += 2;
  }
}
