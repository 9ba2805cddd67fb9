import { BinaryReader, getTextEncoding, WireType } from '@bufbuild/protobuf/wire';
import { LIMITS } from '../limits.ts';
import { broken, Refusal } from '../refusal.ts';

/** One field of a message, read once: by the wire type that the file chose. */
export class Field {
  private readonly type: WireType;
  private readonly reader: BinaryReader;
  private readonly depth: number;

  constructor(reader: BinaryReader, type: WireType, depth: number) {
    this.reader = reader;
    this.type = type;
    this.depth = depth;
  }

  /** Does it have a length: a message, text, bytes, or numbers written one after the other? */
  get packed(): boolean {
    return this.type === WireType.LengthDelimited;
  }

  /** A varint as a number: exact up to 2^53, beyond that the nearest one. Negative ones are ten bytes long. */
  int(): number {
    this.expect(WireType.Varint);
    return Number(this.reader.int64());
  }

  float(): number {
    this.expect(WireType.Bit32);
    return this.reader.float();
  }

  /** A view of the file. */
  bytes(): Uint8Array {
    this.expect(WireType.LengthDelimited);
    return this.reader.bytes();
  }

  text(): string {
    const bytes = this.bytes();
    if (bytes.length > LIMITS.text) {
      throw broken('too-large', `A name in the file is ${bytes.length} bytes long; ${LIMITS.text} are read.`);
    }
    return getTextEncoding().decodeUtf8(bytes);
  }

  message(read: (field: number, value: Field) => boolean): void {
    readMessage(this.bytes(), read, this.depth + 1);
  }

  /** Repeated numbers, packed or one by one. */
  ints(out: number[]): void {
    this.repeated(out, WireType.Varint, (reader) => Number(reader.int64()));
  }

  floats(out: number[]): void {
    this.repeated(out, WireType.Bit32, (reader) => reader.float());
  }

  doubles(out: number[]): void {
    this.repeated(out, WireType.Bit64, (reader) => reader.double());
  }

  private repeated(out: number[], single: WireType, one: (reader: BinaryReader) => number): void {
    if (this.type === single) {
      out.push(one(this.reader));
      return;
    }
    const bytes = this.bytes();
    const packed = new BinaryReader(bytes);
    while (packed.pos < bytes.length) out.push(one(packed));
  }

  private expect(type: WireType): void {
    if (this.type !== type)
      throw broken('malformed', 'A field of the file has another type than ONNX gives it.');
  }
}

/**
 * Reads a protobuf message field by field. Bytes are views; nothing is allocated by a length that the file claims.
 *
 * @param read takes a field by its number and reads its value; false: the field is skipped
 * @throws Refusal where lengths lead out of the message, a varint has more than ten bytes or nesting has no end
 */
export function readMessage(
  bytes: Uint8Array,
  read: (field: number, value: Field) => boolean,
  depth = 0,
): void {
  if (depth > LIMITS.depth) {
    throw broken('malformed', `Messages in the file lie within each other more than ${LIMITS.depth} deep.`);
  }
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < bytes.length) {
      const [field, type] = reader.tag();
      if (type === WireType.StartGroup || type === WireType.EndGroup) {
        throw broken('malformed', 'The file has a protobuf group, which ONNX does not know.');
      }
      if (!read(field, new Field(reader, type, depth))) reader.skip(type, field);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw broken(
      'truncated',
      `The file ends early or is damaged: ${error instanceof Error ? error.message : String(error)}.`,
      'Copy or download it again, whole.',
    );
  }
}
