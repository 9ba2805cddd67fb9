import { broken, quoted } from '../refusal.ts';
import { elementName, type OnnxModel } from './model.ts';
import { decode, type ExternalFiles } from './tensor.ts';

/**
 * Every weight of the file is there, has the size that it claims, and is finite. Float32 is looked at where it lies.
 *
 * @throws Refusal naming the weight
 */
export function checkWeights({ graph }: OnnxModel, files: ExternalFiles): void {
  for (const tensor of graph.initialisers) {
    const weight = decode(tensor, files);
    if (weight.type !== 'float') continue;
    const sound =
      elementName(tensor.type) === 'float32' && tensor.raw
        ? finiteBytes(tensor.raw)
        : weight.fleeting.every(Number.isFinite);
    if (!sound && weight.dims.length > 0) {
      throw broken(
        'bad-weights',
        `Weight ${quoted(tensor.name)} has values that are no numbers (NaN or infinite).`,
        'The training has diverged, or the file is damaged: export another checkpoint.',
      );
    }
  }
}

/** Bytes that are looked at together. */
const CHUNK = 1 << 16;

/** No exponent of all ones. Weights lie at any offset: they are looked at in a place where they can be read as words. */
function finiteBytes(raw: Uint8Array): boolean {
  const bytes = new Uint8Array(CHUNK);
  const words = new Uint32Array(bytes.buffer);
  for (let at = 0; at < raw.length; at += CHUNK) {
    const part = raw.subarray(at, at + CHUNK);
    bytes.set(part);
    const count = part.length >> 2;
    for (let i = 0; i < count; i++) if ((words[i]! & 0x7f800000) === 0x7f800000) return false;
  }
  return true;
}
