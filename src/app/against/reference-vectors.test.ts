import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelCard } from '../../core/models/index.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { serveModels } from '../../testing/serve-models.ts';
import { ReferenceVectors } from './reference-vectors.ts';

let server: Awaited<ReturnType<typeof serveModels>>;
beforeAll(async () => {
  server = await serveModels();
});
afterAll(() => server.close());

/** An engine that embeds nothing. */
const session = { info: { backend: 'wasm' }, newJob: () => 1 } as unknown as EngineSession;
const decoder = { pixels: () => Promise.reject(new Error('nothing is decoded')) };

describe.each(['objects', 'faces'] as const)('%s, at its own size and whole', (model) => {
  const { input, layers } = modelCard(model);
  const asked = { model, size: input.defaultSize, fit: 'stretch' } as const;

  it('has vectors of every photograph at every layer, made when the page was built', async () => {
    const references = new ReferenceVectors(decoder, server.base);
    for (const { node, channels } of layers) {
      const found = await references.of({ ...asked, layer: node }, session, () => undefined);
      expect([...found.keys()]).toEqual(SAMPLES.map(({ id }) => id));
      for (const { pooled, embedding } of found.values()) {
        expect(pooled).toHaveLength(channels);
        expect(pooled.some((value) => value !== 0)).toBe(true);
        if (node === layers.at(-1)!.node) expect(embedding).toEqual(pooled);
      }
    }
  });

  it('asks the engine where the picture is cut, and again after a failure', async () => {
    const references = new ReferenceVectors(decoder, server.base);
    const cut = { ...asked, fit: 'crop', layer: layers[0]!.node } as const;
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(references.of(cut, session, () => undefined)).rejects.toThrow();
  });
});
