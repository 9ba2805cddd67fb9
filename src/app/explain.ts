import { READINGS } from '../core/cis/index.ts';
import { pearson } from '../core/correlation.ts';
import { METHODS } from '../core/methods/index.ts';
import { meanVectors } from '../core/methods/mean-vectors.ts';
import { objectivesOf } from '../core/methods/objectives-of.ts';
import type { Vectors } from '../core/methods/side.ts';
import { METRICS } from '../core/metrics/index.ts';
import { modelCard } from '../core/models/index.ts';
import type { DirectionPartner, LoadProgress, MapProgress, VectorsReply } from '../engine/api.ts';
import type { EngineClient } from '../engine/client/client.ts';
import type { EngineSession, SessionMap } from '../engine/client/engine-session.ts';
import type { ImageSource } from '../engine/client/image-source.ts';
import { namingImage } from './about-image.ts';
import { BLANK, membersOf, type Partner, type Question, questionsOf } from './against/partners.ts';
import { blankSource, imageSource } from './image-source.ts';
import { inputSentence } from './input-sentence.ts';
import { mapRequest } from './map-request.ts';
import type { PageQuestion } from './question.ts';
import { resultOf } from './result.ts';
import type { ResultStore } from './result-store.ts';
import type { Services } from './services.ts';
import type { Explanation, KnownPartner, MapData, Picture, Result, Settings } from './state.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Fixed, so that a link reproduces a seeded map to the last digit. */
const SEED = 1;

/** What the runner is told while it works. */
export interface Listener {
  loading(progress: LoadProgress): void;
  running(fraction: number | null): void;
  /** @param index of the image in the question. */
  partial(index: number, map: MapData): void;
}

export interface ExplainRequest extends PageQuestion {
  readonly id: number;
  /** Ends the wait for vectors of others; the engine's own work ends by the job's number. */
  readonly signal?: AbortSignal;
  /** The network's input for a picture, `[h, w, 3]`. */
  readonly pixels: Services['pixels'];
  /** Vectors of images that others are explained against. */
  readonly references: Services['references'];
  /** Absolute URL of the folder that holds `models/`. */
  readonly base: string;
  /** Maps that need not be made again. */
  readonly known?: ResultStore;
}

/**
 * One result from beginning to end: open the model, embed the images (one batch, or one worker each), and make the map
 * of each against its partners. Changing metric, reading, method or scope finds everything cached and runs no forward
 * pass.
 *
 * @throws AppError; Error where a reference photograph cannot be fetched.
 */
export async function explain(client: EngineClient, request: ExplainRequest, on: Listener): Promise<Result> {
  const { settings, images } = request;
  const begun = performance.now();
  const opening = client.open(modelCard(settings.model), settings.backend, request.base, (p) =>
    on.loading(p),
  );
  // While the network is on its way the pictures are made ready for it; a failure is met again further down.
  if (!client.ready) for (const image of images) request.pixels(image, settings).catch(() => undefined);
  const session = await opening;
  const slow = settings.smooth || METHODS[settings.method].kind === 'perturbation';
  on.running(slow ? 0 : null);
  const questions = questionsOf(settings, request);
  const references = await vectorsOfCompany(request, questions, session, on);
  const known = questions.map((question) => {
    const found = request.known?.recallOne(question, settings) ?? null;
    return found?.engine === session.info ? found : null;
  });
  const asked = questions.filter((_, i) => !known[i]);
  const { held } = session;
  const nothing = { forwarded: 0, propagations: 0, tensors: held.tensors, bytes: held.bytes };
  if (asked.length === 0)
    return resultOf(request.id, known as readonly Explanation[], {
      ...nothing,
      elapsed: performance.now() - begun,
      recalled: true,
    });
  const sources = sourcesOf(request, asked);
  const fractions = asked.map(() => 0);
  const progress =
    (index: number, shape: VectorsReply['shape']): MapProgress =>
    (fraction, partial) => {
      fractions[index] = fraction;
      on.running(fractions.reduce((sum, one) => sum + one, 0) / fractions.length);
      const [height, width] = shape;
      if (partial) on.partial(questions.indexOf(asked[index]!), { data: partial, height, width });
    };
  const partnerOf = ({ id, weight }: Partner): DirectionPartner => {
    const source = sources.get(id);
    return source ? { image: source.key, weight } : { vectors: references.get(id)!, weight };
  };
  const { found, maps } = await session
    .explain(
      [...sources.values()],
      asked.map(({ of, against }) => ({ of: sources.get(of.id)!.key, against: against.map(partnerOf) })),
      { ...mapRequest(settings, SEED), job: request.id },
      slow ? progress : null,
    )
    .catch((error: unknown) => {
      const names = questions.flatMap(({ of, against }) => [of, ...against]);
      throw namingImage(
        error,
        new Map(names.flatMap(({ id, name }) => (sources.has(id) ? [[sources.get(id)!.key, name]] : []))),
      );
    });

  const vectors = new Map([
    ...references,
    ...[...sources.keys()].map((id, i) => [id, found.vectors[i]!] as const),
  ]);
  const made = asked.map((question, i) =>
    explanationOf(question, maps[i]!, {
      settings,
      vectors,
      layerShape: found.shape,
      engine: session.info,
    }),
  );
  const total = (of: (map: SessionMap) => number) => maps.reduce((sum, map) => sum + of(map), 0);
  const rest = session.held;
  return resultOf(
    request.id,
    questions.map((question, i) => known[i] ?? made[asked.indexOf(question)]!),
    {
      elapsed: performance.now() - begun,
      recalled: false,
      forwarded: found.forwarded + total(({ forwarded, copies }) => forwarded + copies),
      propagations: total(({ propagations }) => propagations),
      tensors: rest.tensors,
      bytes: rest.bytes,
    },
  );
}

/** The reading in use, for labels; null for methods that have none. */
export function readingLabel(settings: Settings): string | null {
  return METHODS[settings.method].uses.reading ? READINGS[settings.reading].label : null;
}

/** Of the partners that are members of a group, or a mean of such; by partner id. */
async function vectorsOfCompany(
  { settings, references, signal }: ExplainRequest,
  questions: readonly Question[],
  session: EngineSession,
  on: Listener,
): Promise<ReadonlyMap<string, Vectors>> {
  const members = membersOf(settings);
  if (members.size === 0) return new Map();
  const partners = questions.flatMap(({ against }) => against);
  const wanted = new Set(partners.flatMap(({ id, members: of }) => of?.map((one) => one.id) ?? [id]));
  const asked = [...members.values()].filter(({ id }) => wanted.has(id));
  const finding = references.of(settings, asked, session, (fraction) => on.running(fraction), signal);
  const found = await (signal ? unlessAborted(signal, finding) : finding);
  const means = partners.flatMap(({ id, members: of }) =>
    of ? [[id, meanVectors(of.map((one) => found.get(one.id)!))] as const] : [],
  );
  return new Map([...found, ...means]);
}

/** The images that the engine is given, by their ids: those explained, and partners that stand on the page. */
function sourcesOf(
  { settings, images, pixels }: ExplainRequest,
  questions: readonly Question[],
): ReadonlyMap<string, ImageSource> {
  const onPage = new Map<string, Picture>(images.map((one) => [one.id, one]));
  const sources = new Map<string, ImageSource>();
  for (const { of, against } of questions)
    for (const { id } of [of, ...against]) {
      const picture = onPage.get(id);
      if (picture) sources.set(id, imageSource(pixels, picture, settings));
      else if (id === BLANK.id) sources.set(id, blankSource(settings));
    }
  return sources;
}

function explanationOf(
  { of, against }: Question,
  { map, shape: [height, width], meanActivation, featureNorm, signed, cis, unstable }: SessionMap,
  facts: Pick<Explanation, 'settings' | 'layerShape' | 'engine'> & {
    readonly vectors: ReadonlyMap<string, Vectors>;
  },
): Explanation {
  const { settings, layerShape, engine } = facts;
  const vectors = facts.vectors.get(of.id)!;
  const partners = against.map((one): KnownPartner => ({ ...one, vectors: facts.vectors.get(one.id)! }));
  const objective = objectivesOf(METRICS[settings.metric], partners);
  return {
    settings,
    seed: SEED,
    of,
    inputSentence: inputSentence(of, settings),
    against: partners,
    objective: {
      final: objective('final').value(vectors.embedding),
      layer: objective('layer').value(vectors.pooled),
    },
    map: { data: map, height, width },
    control: { data: meanActivation, height, width },
    controlCorrelation: pearson(map, meanActivation),
    featureNorm: { data: featureNorm, height, width },
    normCorrelation: pearson(map, featureNorm),
    signed,
    channelWeights: cis,
    unstable,
    vectors,
    layerShape,
    engine,
  };
}
