import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelCard } from '../../core/models/index.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { serveModels } from '../../testing/serve-models.ts';
import { imageGroup, SHIPPED } from './image-group.ts';
import { ReferenceVectors } from './reference-vectors.ts';

let server: Awaited<ReturnType<typeof serveModels>>;
beforeAll(async () => {
  server = await serveModels();
});
afterAll(() => server.close());

/** An engine that embeds nothing. */
const idle = { info: { backend: 'wasm' }, newJob: () => 1 };
const session = idle as unknown as EngineSession;
const decoder = { pixels: () => Promise.reject(new Error('nothing is decoded')) };

describe.each(['objects', 'faces'] as const)('%s, at its own size and whole', (model) => {
  const { input, layers } = modelCard(model);
  const asked = { model, size: input.defaultSize, fit: 'stretch', scope: 'final' } as const;

  it('has vectors of every photograph at every layer, made when the page was built', async () => {
    const references = new ReferenceVectors(decoder, server.base);
    for (const { node, channels } of layers) {
      const found = await references.of({ ...asked, layer: node }, SHIPPED.members, session, () => undefined);
      expect([...found.keys()]).toEqual(SAMPLES.map(({ id }) => `sample:${id}`));
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
      await expect(references.of(cut, SHIPPED.members, session, () => undefined)).rejects.toThrow();
  });

  it('embeds no more of them once it is stopped, and keeps what there is', async () => {
    const asking = new AbortController();
    const passes: number[] = [];
    const embed = (_: Uint8Array, count: number) => {
      passes.push(count);
      if (passes.length === 2) asking.abort(new Error('enough'));
      return Promise.resolve(Array.from({ length: count }, () => new Float32Array(1)));
    };
    const engine = { ...idle, embed } as unknown as EngineSession;
    const members = SHIPPED.members.map((member) => ({ ...member, blob: () => Promise.resolve(new Blob()) }));
    const rgb = new Uint8Array(input.defaultSize[0] * input.defaultSize[1] * 3);
    const references = new ReferenceVectors({ pixels: () => Promise.resolve({ rgb }) as never }, server.base);
    const cut = { ...asked, fit: 'crop', layer: layers.at(-1)!.node } as const;
    const of = (signal?: AbortSignal) => references.of(cut, members, engine, () => undefined, signal);
    await expect(of(asking.signal)).rejects.toThrow('enough');
    const before = passes.reduce((sum, count) => sum + count, 0);
    expect((await of()).size).toBe(members.length);
    expect(passes.reduce((sum, count) => sum + count, 0)).toBe(members.length);
    expect(before).toBeLessThan(members.length);
  });

  it('takes vectors that were made elsewhere where they are embeddings, and says where they are not', async () => {
    const references = new ReferenceVectors(decoder, server.base);
    const last = layers.at(-1)!;
    const vector = new Float32Array(last.channels).fill(1);
    const { members } = imageGroup('v', [
      { id: 'v', name: 'v', subject: 'v', vector, blob: () => Promise.reject(new Error('no picture')) },
    ]);
    const of = (change: object) =>
      references.of({ ...asked, layer: last.node, ...change }, members, session, () => undefined);
    expect((await of({})).get('v')).toEqual({ pooled: vector, embedding: vector });
    await expect(of({ layer: layers[0]!.node, scope: 'layer' })).rejects.toThrow('Final similarity');
    expect((await of({ layer: layers[0]!.node })).get('v')!.embedding).toBe(vector);
    const other = { model: model === 'objects' ? 'faces' : 'objects' } as const;
    await expect(
      of({ ...other, layer: modelCard(other.model).layers.at(-1)!.node, size: [224, 224] }),
    ).rejects.toThrow(`has ${last.channels} numbers`);
  });
});
