import type { OthersTried } from '../../core/faithfulness/first-look.ts';
import { partnerRank } from '../../core/faithfulness/partner-rank.ts';
import { sanity } from '../../core/faithfulness/sanity.ts';
import { likeness } from '../../core/faithfulness/sanity-verdict.ts';
import { lossWithout, strongestCells } from '../../core/faithfulness/without-cells.ts';
import { awaited, type Lru } from '../../core/lru.ts';
import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { objectivesOf } from '../../core/methods/objectives-of.ts';
import { PAIRED_CELLS } from '../../core/methods/point-pairs.ts';
import type { Vectors } from '../../core/methods/side.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { layerCard, modelCard } from '../../core/models/index.ts';
import { quantile } from '../../core/quantile.ts';
import { sameFeatures } from '../../core/same-features.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { membersOf } from '../against/partners.ts';
import { blankSource, imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { explanationIn, pairOf } from '../result.ts';
import { senseOf } from '../sense-of.ts';
import type { Services } from '../services.ts';
import type { Explanation, Result, Settings } from '../state.ts';
import { unrelatedSamples } from './other-partners.ts';

/** What a first look works with. */
export interface Bench extends Pick<Services, 'client' | 'pixels' | 'references'> {
  /** Vectors of a blank image: it is the same for every pair under a network, a backend, a size and a layer. */
  readonly blanks: Lru<string, Promise<Vectors>>;
}

/** A's and B's, `[h, w]`. */
type Maps = readonly Float32Array[];

/** Somebody in the partner's place. */
interface Stand {
  readonly subject: string;
  readonly vectors: Vectors;
}

/**
 * Maps of both images for other partners, set beside those on screen: how alike they are, and whose strongest places
 * the score of this pair hangs on most. Or why that is not done, in a sentence.
 *
 * @param throwIfOver called between maps.
 */
export async function tryOthers(
  { client, pixels, references, blanks }: Bench,
  result: Result,
  throwIfOver: () => void,
): Promise<string | { readonly found: OthersTried; readonly maps: readonly Maps[] }> {
  const { settings, layerShape } = result;
  const pair = pairOf(result);
  const method = METHODS[settings.method];
  if (settings.against === 'class') return 'A class stands in the partner’s place, and is not exchanged.';
  if (method.kind === 'perturbation')
    return `Maps of ${method.label} take many passes each: “Sanity checks” makes those for other partners.`;
  const projected = projection(pair[0]);
  if (projected === null)
    return 'Below the layer that is explained every map costs a pass back: “Sanity checks” makes those for other partners.';
  if (layerShape[0] * layerShape[1] > PAIRED_CELLS)
    return 'This layer has too many places to be tried in passing: “Sanity checks” makes maps for other partners.';
  const stands = await standsOf(references, result);
  if (stands.length === 0)
    return 'The vectors of other images are not at hand for this network and input: “Sanity checks” makes them.';

  const session = client.sessionOf(result.engine);
  const blank = settings.against === 'blank' ? null : await blankVectors(session, settings, blanks);
  const images = pair.map(({ of }) => imageSource(pixels, of, settings));
  const features = await Promise.all(images.map((image) => session.features(image, settings.layer)));
  const mapsFor = async (stand: Stand): Promise<Maps> => {
    throwIfOver();
    const found = await Promise.all(
      pair.map((one, i) => {
        const against = [{ vectors: stand.vectors, weight: 1 }, ...rivalsBeside(one, stand.subject)];
        return session.map(
          { ...mapRequest(settings, result.seed), job: 0, image: images[i]!, against },
          null,
        );
      }),
    );
    return found.map(({ map }) => map);
  };
  const made: Maps[] = [];
  for (const one of stands) made.push(await mapsFor(one));
  const unlike = blank && (await mapsFor({ subject: '', vectors: blank }));

  const value = pair.map(({ against }) => {
    const objective = objectivesOf(METRICS[settings.metric], against)(settings.scope);
    return (x: Float64Array) => objective.value(projected(x));
  });
  // The mean of both images, as in the tests.
  const lossOf = (maps: Maps) =>
    pair.reduce(
      (sum, { vectors }, i) =>
        sum + lossWithout(features[i]!, vectors.pooled, strongestCells(maps[i]!), value[i]!) / 2,
      0,
    );
  const exact = method.means !== 'reading' && method.means.pooled.id === 'loss';
  const ours = lossOf(pair.map(({ map }) => map.data));
  const others = made.map((maps, i) => ({ value: lossOf(maps), subject: stands[i]!.subject }));
  const alike = (maps: Maps) =>
    Math.max(...pair.map(({ map }, i): number => likeness(sanity(map.data, maps[i]!))));
  const found: OthersTried = {
    rank: exact || !Number.isFinite(ours) ? null : partnerRank(ours, others),
    slope: senseOf(settings).id === 'slope',
    likeness: quantile(Float64Array.from(made, alike).sort(), 0.5),
    blank: unlike && alike(unlike),
  };
  return { found, maps: made };
}

/**
 * From a vector pooled at the layer to the one that is explained, where that takes no network: it is the same, or the
 * same at length 1. Null at layers below.
 */
function projection({ settings, vectors }: Explanation): ((x: Float64Array) => Float64Array) | null {
  const explained = explainedVector(vectors, settings.scope);
  const { pooled } = vectors;
  if (explained.length !== pooled.length) return null;
  if (sameFeatures(explained, pooled)) return (x) => x;
  const unit = (x: Float32Array | Float64Array) => {
    const length = Math.hypot(...x);
    return Float64Array.from(x, (value) => value / length);
  };
  return sameFeatures(explained, unit(pooled)) ? unit : null;
}

/** Photographs that are neither of the pair nor of its subjects, as far as their vectors are known. */
async function standsOf(references: Bench['references'], result: Result): Promise<readonly Stand[]> {
  const prepared = await references.prepared(result.settings);
  if (prepared !== null)
    return unrelatedSamples(result).flatMap(({ id, subject }) => {
      const vectors = prepared.get(`sample:${id}`);
      return vectors ? [{ subject, vectors }] : [];
    });
  // What the pair is held against went through the network already.
  if (result.settings.against !== 'references') return [];
  const subject = subjectOf(result.settings);
  return explanationIn(result, 'a')
    .against.filter(({ weight }) => weight < 0)
    .map(({ id, vectors }) => ({ subject: subject(id), vectors }));
}

/** Whom a map is held against besides its partner; nobody of the partner's own subject, as for the pair itself. */
function rivalsBeside({ settings, against }: Explanation, partners: string) {
  const rivals = against.slice(1);
  if (settings.against !== 'references') return rivals;
  const subject = subjectOf(settings);
  const left = rivals.filter(({ id }) => subject(id) !== partners);
  const sum = left.reduce((total, { weight }) => total - weight, 0);
  return left.map(({ vectors, weight }) => ({ vectors, weight: weight / sum }));
}

/** Of a member of the other images, by id. */
function subjectOf(settings: Settings): (id: string) => string {
  const members = membersOf(settings);
  return (id) => members.get(id)?.subject ?? id;
}

/** Of a flat grey image; nothing of it is kept in the workers. */
function blankVectors(session: EngineSession, settings: Settings, blanks: Bench['blanks']): Promise<Vectors> {
  const { model, size, layer } = settings;
  const { modelSha256, backend } = session.info;
  return awaited(blanks, [modelSha256, backend, size.join('×'), layer].join('\n'), async () => {
    const image = await blankSource(settings).pixels();
    const [embedding] = await session.embed(image, 1, size, session.newJob());
    const { embedding: isEmbedding } = layerCard(model, layer);
    const [pooled] =
      isEmbedding && !modelCard(model).embedding.l2
        ? [embedding]
        : await session.embed(image, 1, size, session.newJob(), layer);
    return { embedding: embedding!, pooled: pooled! };
  });
}
