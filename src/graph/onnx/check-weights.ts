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

/** No exponent of all ones: read as bytes, since weights lie at any offset. */
function finiteBytes(raw: Uint8Array): boolean {
  for (let i = 3; i < raw.length; i += 4) {
    if ((raw[i]! & 0x7f) === 0x7f && raw[i - 1]! >= 0x80) return false;
  }
  return true;
}
