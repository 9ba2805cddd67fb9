import { zipSync } from 'fflate';
import { ACTIVITY } from '../core/activity.ts';
import { METHODS } from '../core/methods/index.ts';
import { SMOOTHING } from '../core/methods/smoothing-facts.ts';
import { layerCard, modelCard } from '../core/models/index.ts';
import type { ModelCard } from '../core/models/model.ts';
import { encodeNpy } from '../core/npy.ts';
import { partsOfFit } from '../core/resize/fit.ts';
import { KINDS } from './against/against.ts';
import { groupOf } from './against/image-group.ts';
import { citationOf } from './citation-of.ts';
import type { FirstLookReport } from './evidence/make-first-look.ts';
import { activityAt, pairOf, thirdIn } from './result.ts';
import { type Explanation, type Picture, PLACES, type Result, type Settings } from './state.ts';

/** Raise it when a field or a file changes its meaning. */
const SCHEMA_VERSION = 1;

/**
 * The numbers of an explanation as a zip: `manifest.json` and float32 C-order `.npy` files. Maps are raw and
 * signed, `[h, w]` at feature-map resolution; embeddings `[E]`; CIS `[K]`, where the method has them.
 */
export function exportData(result: Result, firstLook: FirstLookReport | null): Uint8Array<ArrayBuffer> {
  // What may be believed at first sight, with what that stands on; null where it could not be had.
  const entries = { ...manifest(result), firstLook };
  const files: Record<string, Uint8Array> = {
    'manifest.json': new TextEncoder().encode(`${JSON.stringify(entries, null, 2)}\n`),
  };
  for (const [i, one] of result.explanations.entries()) {
    const slot = PLACES[i]!;
    const { embedding, pooled } = one.vectors;
    const { data, height, width } = one.map;
    files[`embedding_${slot}.npy`] = encodeNpy(embedding, [embedding.length]);
    files[`pooled_${slot}.npy`] = encodeNpy(pooled, [pooled.length]);
    files[`map_${slot}.npy`] = encodeNpy(data, [height, width]);
    files[`mean_activation_${slot}.npy`] = encodeNpy(one.control.data, [height, width]);
    files[`feature_norm_${slot}.npy`] = encodeNpy(one.featureNorm.data, [height, width]);
    const cis = one.channelWeights;
    if (cis) files[`cis_${slot}.npy`] = encodeNpy(cis, [cis.length]);
  }
  // Level 0: float32 noise does not compress, and storing takes no time on the main thread.
  return zipSync(files, { level: 0 });
}

/** What is needed to make the numbers again, and to know what they are. */
export function manifest(result: Result): object {
  const { settings, engine, finalScore, layerScore } = result;
  const [[a, b], c] = [pairOf(result), thirdIn(result)];
  const { kind, short } = partsOfFit(settings.fit);
  const layer = layerCard(settings.model, settings.layer);
  const image = ({ name, width, height, box, stretch, note }: Picture) => ({
    name,
    width: box?.of.width ?? width,
    height: box?.of.height ?? height,
    // What of the image the network was given, pixels; all of it where there is no box.
    ...(box && { box: { x: box.x, y: box.y, width, height } }),
    // Of 16-bit values, those that became 0 and 255; the upper 8 bits were taken without it.
    ...(stretch && { stretch }),
    ...(note !== undefined && { note }),
  });
  return {
    schemaVersion: SCHEMA_VERSION,
    generator: 'semblance',
    model: settings.model,
    modelSha256: engine.modelSha256,
    layer: layer.name,
    network: networkOf(modelCard(settings.model)),
    layerShape: result.layerShape,
    // Where cells' receptive fields are centred, [y, x] in pixels of the network's input, the first pixel's edge at 0.
    cellStart: layer.start,
    cellStep: layer.step,
    metric: settings.metric,
    method: settings.method,
    cis: METHODS[settings.method].uses.reading ? settings.reading : null,
    scope: settings.scope,
    smooth: settings.smooth ? SMOOTHING.summary : null,
    seed: result.seed,
    backend: engine.backend,
    backendDetail: engine.detail,
    similarity: finalScore.similarity,
    distance: finalScore.distance,
    layerSimilarity: layerScore.similarity,
    layerDistance: layerScore.distance,
    objective: objectiveOf(a),
    objectiveB: objectiveOf(b),
    ...(c && { objectiveC: objectiveOf(c) }),
    ...groupsOf(settings),
    controlCorrelation: { a: a.controlCorrelation, b: b.controlCorrelation },
    activity: {
      kind: ACTIVITY[result.activity].id,
      correlation: {
        a: activityAt(a, result.activity).correlation,
        b: activityAt(b, result.activity).correlation,
      },
    },
    images: { a: image(a.of), b: image(b.of), ...(c && { c: image(c.of) }) },
    input: {
      height: settings.size[0],
      width: settings.size[1],
      resize: kind,
      ...(short !== null && { crop: short }),
    },
    inputSentence: { a: a.inputSentence, b: b.inputSentence },
    citation: citationOf(settings) || null,
  };
}

/** Which groups of images took part, by the hash of their contents. */
function groupsOf({ against, references, examples, counters }: Settings): object {
  if (against === 'references') return { referenceSet: references };
  if (against !== 'class') return {};
  const group = (hash: string) => ({ hash, name: groupOf(hash)?.name ?? '' });
  return { classSet: { examples: group(examples), counters: counters === '' ? null : group(counters) } };
}

/** What one image's map explains: `value` is the sum of `weight · S(image, partner)`, in the scope of the manifest. */
function objectiveOf({ settings: { against, scope }, objective, against: partners }: Explanation): object {
  return {
    kind: KINDS[against],
    value: objective[scope],
    partners: partners.map(({ name, weight, members }) => ({
      name,
      weight,
      ...(members && { members: members.map((member) => member.name) }),
    })),
  };
}

/** Whose network it was, and how its file was read. */
function networkOf({ origin, input, embedding, head, sha256, source }: ModelCard): object {
  const { preprocessing, channelOrder } = input;
  return {
    origin,
    ...(origin === 'own' && { note: 'network of unknown origin' }),
    file: source.file,
    ...(source.kind === 'file' && { fileSha256: source.fileSha256, opset: source.opset }),
    sha256,
    preprocessing,
    channelOrder,
    embedding: { name: embedding.name, channels: embedding.channels, l2: embedding.l2 },
    head,
  };
}
