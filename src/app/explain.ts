import { READINGS } from '../core/cis/index.ts';
import { pearson } from '../core/correlation.ts';
import { METHODS } from '../core/methods/index.ts';
import { distance } from '../core/metrics/distance.ts';
import { METRICS } from '../core/metrics/index.ts';
import { modelCard } from '../core/models/index.ts';
import { FITS } from '../core/resize/fit.ts';
import type { LoadProgress, MadeMap, MapProgress, VectorsReply } from '../engine/api.ts';
import type { EngineClient } from '../engine/client/client.ts';
import { imageSource } from './image-source.ts';
import { mapRequest } from './map-request.ts';
import {
  type Explanation,
  type MapData,
  type Picture,
  type Score,
  type Settings,
  SLOTS,
  type Slot,
} from './state.ts';
import type { Workshop } from './workshop.ts';

/** Fixed, so that a link reproduces a seeded map to the last digit. */
const SEED = 1;

/** What the runner is told while it works. */
export interface Listener {
  loading(progress: LoadProgress): void;
  running(fraction: number | null): void;
  partial(slot: Slot, map: MapData): void;
}

export interface ExplainRequest {
  readonly id: number;
  readonly settings: Settings;
  readonly pictures: Readonly<Record<Slot, Picture>>;
  /** The network's input for a picture, `[h, w, 3]`. */
  readonly pixels: Workshop['pixels'];
  /** Absolute URL of the folder that holds `models/`. */
  readonly base: string;
}

/**
 * One explanation from beginning to end: open the model, embed both images (one batch, or one worker each), score
 * them, and make both maps. Changing metric, reading, method or scope finds everything cached and runs no forward
 * pass.
 *
 * @throws AppError.
 */
export async function explain(
  client: EngineClient,
  request: ExplainRequest,
  on: Listener,
): Promise<Explanation> {
  const { settings, pictures } = request;
  const begun = performance.now();
  const opening = client.open(modelCard(settings.model), settings.backend, request.base, (p) =>
    on.loading(p),
  );
  // While the network is on its way the pictures are made ready for it; a failure is met again further down.
  if (!client.ready)
    for (const slot of SLOTS) request.pixels(pictures[slot], settings).catch(() => undefined);
  const session = await opening;
  const perturbs = METHODS[settings.method].kind === 'perturbation';
  on.running(perturbs ? 0 : null);

  const source = (slot: Slot) => imageSource(request.pixels, pictures[slot], settings);
  const fractions = { a: 0, b: 0 };
  const progress =
    (slot: Slot, shape: VectorsReply['shape']): MapProgress =>
    (fraction, partial) => {
      fractions[slot] = fraction;
      on.running((fractions.a + fractions.b) / 2);
      if (partial) on.partial(slot, { data: partial, height: shape[0], width: shape[1] });
    };
  const images = [source('a'), source('b')] as const;
  const { found, maps } = await session.explain(
    images,
    [
      { of: images[0].key, against: [{ image: images[1].key, weight: 1 }] },
      { of: images[1].key, against: [{ image: images[0].key, weight: 1 }] },
    ],
    { ...mapRequest(settings, SEED), job: request.id },
    perturbs ? (index, shape) => progress(SLOTS[index]!, shape) : null,
  );
  const [mapA, mapB] = [maps[0]!, maps[1]!];
  const vectors = { a: found.vectors[0]!, b: found.vectors[1]! };

  const elapsed = performance.now() - begun;
  const { held } = session;

  const score = (u: Float32Array, v: Float32Array): Score => ({
    similarity: METRICS[settings.metric].similarity(u, v),
    distance: distance(u, v),
  });
  return {
    id: request.id,
    settings,
    seed: SEED,
    pictures,
    inputSentence: both((slot) =>
      FITS[settings.fit].sentence(pictures[slot].width, pictures[slot].height, settings.size),
    ),
    finalScore: score(vectors.a.embedding, vectors.b.embedding),
    layerScore: score(vectors.a.pooled, vectors.b.pooled),
    maps: { a: mapData(mapA), b: mapData(mapB) },
    controls: { a: controlData(mapA), b: controlData(mapB) },
    controlCorrelation: {
      a: pearson(mapA.map, mapA.meanActivation),
      b: pearson(mapB.map, mapB.meanActivation),
    },
    cis: mapA.cis && mapB.cis ? { a: mapA.cis, b: mapB.cis } : null,
    vectors,
    layerShape: found.shape,
    engine: session.info,
    cost: {
      elapsed,
      recalled: false,
      forwarded: found.forwarded + mapA.forwarded + mapB.forwarded,
      propagations: mapA.propagations + mapB.propagations,
      tensors: held.tensors,
      bytes: held.bytes,
    },
  };
}

/** The reading in use, for labels; null for methods that have none. */
export function readingLabel(settings: Settings): string | null {
  return METHODS[settings.method].uses.reading ? READINGS[settings.cis].label : null;
}

function both<T>(make: (slot: Slot) => T): Record<Slot, T> {
  return { a: make('a'), b: make('b') };
}

const mapData = (reply: MadeMap): MapData => ({
  data: reply.map,
  height: reply.shape[0],
  width: reply.shape[1],
});

const controlData = (reply: MadeMap): MapData => ({ ...mapData(reply), data: reply.meanActivation });
