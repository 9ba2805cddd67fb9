import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mask, Masker } from '../../core/faithfulness/masker.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import { modelCard } from '../../core/models/index.ts';
import { ChannelWorker } from '../../testing/channel-worker.ts';
import { formulaInputs } from '../../testing/node-engine.ts';
import { type ModelServer, serveModels } from '../../testing/serve-models.ts';
import { startWasm } from '../../testing/start-wasm.ts';
import { Engine } from '../worker/engine.ts';
import { EngineClient } from './client.ts';
import type { EngineSession, SourcedMapRequest } from './engine-session.ts';
import type { ImageSource } from './image-source.ts';

const card = modelCard('faces');
const { node: LAYER, channels } = card.layers.at(-3)!;
/** One more than a worker has room for. */
const CROWD = 9;

const [a, b] = formulaInputs().map(
  ({ key, size, pixels }): ImageSource => ({ key, size, pixels: () => Promise.resolve(pixels!) }),
) as [ImageSource, ImageSource];

let server: ModelServer;
let client: EngineClient;
let session: EngineSession;
let request: SourcedMapRequest;
let others = 0;

beforeAll(async () => {
  server = await serveModels();
  const start = async () => {
    await startWasm();
    return { backend: 'wasm', detail: 'Node', slowFallback: false } as const;
  };
  client = new EngineClient(() => new ChannelWorker(new Engine(start)).worker, 1);
  session = await client.open(card, 'wasm', server.base, () => undefined);
  const { vectors } = await session.vectors([a, b], LAYER);
  request = {
    job: session.newJob(),
    image: a,
    layer: LAYER,
    against: alone(vectors[1]!),
    method: 'layer-cam',
    metric: 'cosine',
    reading: 'contribution',
    scope: 'final',
    seed: 1,
  };
});
afterAll(() => {
  client.close();
  server.close();
});

/** Other work on the same model, with more images than there is room for. */
async function crowdOut(): Promise<void> {
  for (let i = 0; i < CROWD; i++) await session.vectors([{ ...a, key: `other ${others++}` }], LAYER);
}

async function counted(ask: () => Promise<unknown>) {
  const before = (await session.stats()).forwards;
  const answer = await ask();
  return { answer, forwards: (await session.stats()).forwards - before };
}

const weights = Float32Array.from({ length: channels }, (_, k) => k % 3);

it.each<[string, images: number, ask: () => Promise<unknown>]>([
  ['map', 1, async () => (await session.map(request, null)).map],
  ['weighted', 1, () => session.weighted(b, LAYER, weights)],
  ['at', 1, () => session.at(a, LAYER, 3)],
  ['pairs', 2, () => session.pairs(a, b, LAYER, 4)],
  ['stability', 1, () => session.stability(request)],
])('%s goes on with %i image(s) that the worker dropped for newer ones', async (_, images, ask) => {
  await ask();
  const held = await counted(ask);
  expect(held.forwards).toBe(0);
  await crowdOut();
  const dropped = await counted(ask);
  expect(dropped.forwards).toBe(images);
  expect(dropped.answer).toEqual(held.answer);
});

it('explains a pair in one message as in three, new or known, and again after it was dropped', async () => {
  const { against, image, ...asked } = request;
  const found = await session.vectors([a, b], LAYER);
  const apart = await Promise.all([
    session.map({ ...asked, image, against }, null),
    session.map({ ...asked, image: b, against: alone(found.vectors[0]!) }, null),
  ]);
  const renamed = (source: ImageSource): ImageSource => ({ ...source, key: `${source.key} anew` });
  const explain = async () => {
    const before = (await session.stats()).forwards;
    const images = [renamed(a), renamed(b)] as const;
    const [of, other] = images.map(({ key }) => key) as [string, string];
    const directions = [
      { of, against: [{ image: other, weight: 1 }] },
      // By its vectors, as an image that did not come along.
      { of: other, against: alone(found.vectors[0]!) },
    ];
    const reply = await session.explain(images, directions, asked, null);
    expect(reply.found.vectors).toEqual(found.vectors);
    expect(reply.maps.map(({ map }) => map)).toEqual(apart.map(({ map }) => map));
    return (await session.stats()).forwards - before;
  };
  expect(await explain()).toBe(2);
  expect(await explain()).toBe(0);
  await crowdOut();
  expect(await explain()).toBe(2);
});

it('masks a picture in the worker as it is masked here, to the digit, and is given it once', async () => {
  const map = { data: Float32Array.of(1, -2, 3, 0), height: 2, width: 2 };
  const masks: Mask[] = [
    { map, cut: { share: 0.4, kept: 0 } },
    { map, cut: { share: 0.4, kept: 1 } },
    { map, cut: null },
  ];
  const here = new Masker();
  here.add(a.key, await a.pixels(), a.size);
  const job = session.newJob();
  const expected = await session.embed(here.copies(a.key, masks), masks.length, a.size, job, LAYER);
  let given = 0;
  const image = {
    ...a,
    pixels: () => {
      given += 1;
      return a.pixels();
    },
  };
  expect(await session.embedWithout(image, masks, job, LAYER)).toEqual(expected);
  expect(await session.embedWithout(image, masks, job, LAYER)).toEqual(expected);
  expect(given).toBe(1);
  // Others came in, and the worker let this one go.
  for (const key of ['p', 'q', 'r', 's']) await session.embedWithout({ ...a, key }, masks.slice(-1), job);
  expect(await session.embedWithout(image, masks, job, LAYER)).toEqual(expected);
  expect(given).toBe(2);
});
