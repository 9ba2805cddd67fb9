import { SCOPES } from './scopes.ts';
import type { Scope, Vectors } from './side.ts';

/** The vector whose similarity is explained: the embedding, `[E]`, or the one pooled at the layer, `[K]`. */
export function explainedVector(vectors: Vectors, scope: Scope): Float32Array {
  return vectors[SCOPES[scope].vector];
}

/** Where pictures made on the spot are pooled to have that vector: the layer, or undefined for the embedding. */
export function explainedAt({ scope, layer }: { readonly scope: Scope; readonly layer: string }) {
  return SCOPES[scope].vector === 'pooled' ? layer : undefined;
}
