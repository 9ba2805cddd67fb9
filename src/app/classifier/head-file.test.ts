import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { modelCard } from '../../core/models/index.ts';
import { encodeNpy } from '../../core/npy.ts';
import type { Head } from './head.ts';
import { headNpz, readHead } from './head-file.ts';

const card = modelCard('objects');
const E = card.embedding.channels;
const head: Head = {
  kind: 'probe',
  classifier: {
    classes: ['Katze', '犬'],
    weights: Float32Array.from({ length: 2 * E }, (_, i) => Math.sin(i)),
    bias: Float32Array.of(0.5, -0.25),
  },
  network: card.sha256,
  facts: {
    images: [5, 7],
    penalty: 0.01,
    seed: 1,
    folds: 5,
    right: 11,
    count: 12,
    chance: 7 / 12,
    converged: true,
    gradient: 1e-7,
    iterations: 20,
    size: [224, 224],
    fit: 'stretch',
  },
};
const file = async (blob: Blob) => new File([await blob.arrayBuffer()], 'layer.npz');
const made = (parts: Record<string, Uint8Array>) => new File([zipSync(parts)], 'mine.npz');
const layer = (classes: number, length: number) => ({
  'W.npy': encodeNpy(new Float32Array(classes * length), [classes, length]),
  'b.npy': encodeNpy(new Float32Array(classes), [classes]),
});

describe('a layer as a file', () => {
  it('comes back as it left, with what is known of it', async () => {
    const back = await readHead(await file(headNpz(head, card)), card);
    expect(back).toEqual({ ...head, file: 'layer.npz' });
  });

  it('is taken from elsewhere without names and manifest', async () => {
    const back = await readHead(made(layer(3, E)), card);
    expect(back.classifier.classes).toEqual(['class 0', 'class 1', 'class 2']);
    expect(back.facts).toBeNull();
  });

  it('is refused in words where it does not fit', async () => {
    const refused = (given: File) => expect(readHead(given, card)).rejects;
    await refused(new File(['no zip'], 'a.npz')).toThrow('is no .npz, or damaged');
    await refused(made({})).toThrow('has no “W”');
    await refused(made(layer(3, E + 1))).toThrow(`reads embeddings of ${E + 1} numbers`);
    await refused(made(layer(1, E))).toThrow('of shape [1, ');
    await refused(made({ ...layer(2, E), 'b.npy': encodeNpy(Float32Array.of(1, Number.NaN), [2]) })).toThrow(
      'not finite',
    );
    const other = await file(headNpz(head, { ...card, sha256: 'ab'.repeat(32) }));
    await refused(other).toThrow('was made for another network, sha-256 abababababab…');
  });

  it('a damaged manifest is as good as none', async () => {
    const parts = unzipSync(new Uint8Array(await headNpz(head, card).arrayBuffer()));
    const back = await readHead(made({ ...parts, 'manifest.json': new Uint8Array([1, 2, 3]) }), card);
    expect(back.facts).toBeNull();
  });
});
