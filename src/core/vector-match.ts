/** How far a vector lies from a reference. */
export interface VectorMatch {
  /** `|v − r| / |r|`. */
  readonly relative: number;
  /** The same after both are scaled to length 1: a framework may normalise where the graph does not. */
  readonly direction: number;
}

/** Below this a vector is the reference: float32 differences between engines stay under 1e-4. @public */
export const MATCH = 1e-3;

/**
 * Compares a vector with the one that another framework gave.
 *
 * @throws RangeError where the lengths differ or the reference is zero.
 */
export function matchVector(vector: Float32Array, reference: Float32Array): VectorMatch {
  if (vector.length !== reference.length) {
    throw new RangeError(
      `The vector has ${reference.length} numbers; this embedding has ${vector.length}. Choose the embedding that it was taken from.`,
    );
  }
  const length = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
  const [own, other] = [length(vector), length(reference)];
  if (!(other > 0))
    throw new RangeError('The vector is zero or not finite, so nothing can be compared with it.');
  let plain = 0;
  let scaled = 0;
  for (let i = 0; i < vector.length; i++) {
    plain += (vector[i]! - reference[i]!) ** 2;
    scaled += (vector[i]! / (own || 1) - reference[i]! / other) ** 2;
  }
  return { relative: Math.sqrt(plain) / other, direction: Math.sqrt(scaled) };
}

/**
 * Numbers as people paste them: from Python lists, arrays, tensors, CSV or one a line.
 *
 * @throws RangeError where there are none, or something between them is no number.
 */
export function parseNumbers(text: string): Float32Array {
  const inner = text.replace(/\b(?:tensor|array|dtype|device|grad_fn)\b=?/g, ' ').replace(/<[^>]*>/g, ' ');
  const words = inner
    .split(/[\s,;[\](){}=]+/)
    .filter((word) => word !== '' && !/^(?:torch\.|np\.|numpy\.)?float\d+$|^'cpu'$/.test(word));
  if (words.length === 0) throw new RangeError('There are no numbers.');
  return Float32Array.from(words, (word) => {
    const value = Number(word);
    if (!Number.isFinite(value)) throw new RangeError(`“${word.slice(0, 20)}” is no number.`);
    return value;
  });
}
