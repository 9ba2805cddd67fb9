import * as v from 'valibot';
import { READINGS } from '../core/cis/index.ts';
import { COLORMAPS } from '../core/colormap.ts';
import { type Extent, sameExtent } from '../core/extent.ts';
import { METHODS } from '../core/methods/index.ts';
import { SCOPES } from '../core/methods/scopes.ts';
import { METRICS } from '../core/metrics/index.ts';
import { isKnownModel, layerCard, modelCard } from '../core/models/index.ts';
import type { ModelId } from '../core/models/model.ts';
import { FITS, fitId, partsOfFit, SHORT_SIDE, type SourceRectangle } from '../core/resize/fit.ts';
import { SAMPLES } from '../core/samples/samples.ts';
import { AGAINST } from './against/against.ts';
import { groupOf } from './against/image-group.ts';
import { parseBox } from './crop-box.ts';
import { decoded } from './mend-address.ts';
import { linkNetwork } from './networks/network-link.ts';
import { queryOf } from './query-of.ts';
import { lockAt, lockFits } from './scale-lock.ts';
import { DEFAULT_DISPLAY, DEFAULT_SETTINGS, reconcile } from './settings.ts';
import { type ChosenClasses, type Display, PLACES, type Place, type Settings } from './state.ts';

const keys = <K extends string>(registry: Readonly<Record<K, unknown>>) => Object.keys(registry) as K[];
const optional = <K extends string>(allowed: readonly K[]) => v.optional(v.picklist(allowed));

const box = v.optional(
  v.pipe(
    v.string(),
    v.check((text) => parseBox(text) !== null),
    v.transform((text) => parseBox(text)!),
  ),
);

/** Of spec.md, and not in the registry: it is not one map of an image but one for every point of the other. */
const POINT_TO_POINT = 'point-to-point';

/** Of a group of images. */
const HASH = /^[0-9a-f]{8}$/;

/** One entry a parameter; what is not named here is left alone. Each has a fixture (testing/stored/links.*.json). */
export const PARAMETERS = {
  model: v.optional(
    v.pipe(
      v.string(),
      v.check(isKnownModel),
      v.transform((id) => id as ModelId),
    ),
  ),
  size: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/),
      v.transform((side): Extent => [Number(side), Number(side)]),
    ),
  ),
  fit: optional(keys(FITS)),
  /** With `fit=crop`: what the short side is scaled to first, pixels. */
  crop: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/),
      v.transform(Number),
      v.minValue(SHORT_SIDE.from),
      v.maxValue(SHORT_SIDE.to),
    ),
  ),
  layer: v.optional(v.pipe(v.string(), v.maxLength(200))),
  metric: optional(keys(METRICS)),
  method: optional([...keys(METHODS), POINT_TO_POINT]),
  cis: optional(keys(READINGS)),
  scope: optional(keys(SCOPES)),
  smooth: optional(['on', 'off']),
  /** Left out, as in every link from before there was a choice: nothing. */
  against: optional(keys(AGAINST)),
  /** Which the other images are, what is of the class, and what is not, by hash; `none`: nobody is. */
  references: v.optional(v.pipe(v.string(), v.regex(HASH))),
  examples: v.optional(v.pipe(v.string(), v.regex(HASH))),
  counters: v.optional(v.pipe(v.string(), v.regex(/^([0-9a-f]{8}|none)$/))),
  /** Of an own network, what is explained of its layer's classes: an index for each image, nothing for the predicted one. */
  classes: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{0,6},\d{0,6}$/),
      v.transform((text) => text.split(',').map((at) => (at === '' ? null : Number(at)))),
    ),
  ),
  backend: optional(['webgpu', 'webgl', 'wasm', 'cpu']),
  a: optional(SAMPLES.map((sample) => sample.id)),
  b: optional(SAMPLES.map((sample) => sample.id)),
  c: optional(SAMPLES.map((sample) => sample.id)),
  /** The part of a sample that is its picture: x, y, width and height, pixels. */
  'box-a': box,
  'box-b': box,
  'box-c': box,
  /** Slots that held a file of its maker’s own, which does not travel. */
  own: optional(['a', 'b', 'ab', 'c', 'ac', 'bc', 'abc']),
  opacity: v.optional(v.pipe(v.string(), v.regex(/^(0|1|1\.0+|0?\.\d+)$/), v.transform(Number))),
  colours: optional(keys(COLORMAPS)),
  range: optional(['shared', 'image']),
  /** The ends of a locked scale, `low,high`, in the unit of the link's own maps. */
  scale: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^-?[\d.]+(e[-+]?\d+)?,-?[\d.]+(e[-+]?\d+)?$/),
      v.transform((text) => text.split(',').map(Number)),
      v.check(([low, high]) => Number.isFinite(low) && Number.isFinite(high) && low! <= high!),
    ),
  ),
  sign: optional(['both', 'positive', 'negative']),
  cells: optional(['smooth', 'cells', 'lines']),
  show: optional(['map', 'control']),
};

export interface UrlState {
  /** Does it say anything of the view? Mails and chats add parameters of their own to an address. */
  readonly says: boolean;
  readonly settings: Settings;
  readonly display: Display;
  readonly samples: Readonly<Partial<Record<Place, string>>>;
  /** Boxes of these samples. */
  readonly boxes: Readonly<Partial<Record<Place, SourceRectangle>>>;
  /** What the link calls images for which there is no sample: others stand in, which is said. */
  readonly unknown: Readonly<Partial<Record<Place, string>>>;
  readonly classes: ChosenClasses | null;
  /** Point to point is asked for: a point is to be pinned, over the maps that all points make together. */
  readonly points: boolean;
  /** What of the link could not be followed, in words, or null. */
  readonly notice: string | null;
}

/**
 * Reads a link. Unknown values are reported and replaced by the defaults, never thrown.
 *
 * @param present slots whose own images are here all the same: nothing needs to be said of them.
 */
export function parseUrl(search: string, present: readonly Place[] = []): UrlState {
  const given = queryOf(search);
  const bad: string[] = [];
  const twice = new Set<string>();
  const read = <K extends keyof typeof PARAMETERS>(
    name: K,
  ): v.InferOutput<(typeof PARAMETERS)[K]> | undefined => {
    const [raw, ...more] = new Set(given.getAll(name));
    if (raw === undefined) return undefined;
    for (const form of formsOf(raw)) {
      const result = v.safeParse(PARAMETERS[name], form);
      if (!result.success) continue;
      if (more.length > 0) twice.add(name);
      return result.output;
    }
    bad.push(`${name}=${raw.slice(0, 40)}`);
    return undefined;
  };
  const model = read('model') ?? DEFAULT_SETTINGS.model;
  const card = modelCard(model);
  const size = read('size');
  if (size !== undefined && !card.input.sizes.some((one) => sameExtent(one, size)))
    bad.push(`size=${size[0]}`);
  const asWritten = read('layer');
  const layer = asWritten && formsOf(asWritten).find((form) => card.layers.some(({ name }) => name === form));
  if (asWritten !== undefined && !layer) bad.push(`layer=${asWritten.slice(0, 40)}`);
  const fit = read('fit');
  const asked = read('method');
  const points = asked === POINT_TO_POINT;
  // Over all points of the other image, D[p,q] adds up to the decomposition.
  const method = points ? 'decomposition' : asked;
  const [set, examples, counters] = [read('references'), read('examples'), read('counters')];
  const { settings, notice } = reconcile(DEFAULT_SETTINGS, {
    ...defined({ model, size, layer: card.layers.find(({ name }) => name === layer)?.node }),
    ...defined({
      fit: fit && fitId(fit, read('crop') ?? null),
      metric: read('metric'),
      method,
      reading: read('cis'),
    }),
    smooth: read('smooth') === 'on',
    ...defined({ scope: read('scope'), against: read('against'), backend: read('backend') }),
    ...defined({ references: here(set), examples: here(examples), counters: here(counters) }),
  });
  const display = {
    ...DEFAULT_DISPLAY,
    ...defined({
      opacity: read('opacity'),
      colormap: read('colours'),
      range: read('range'),
      sign: read('sign'),
    }),
    ...defined({ interpolation: read('cells'), showing: read('show') }),
  };
  const [of, by] = read('classes') ?? [];
  const scale = read('scale');
  const lock = scale ? lockAt({ low: scale[0]!, high: scale[1]! }, settings) : null;
  const samples: UrlState['samples'] = defined({ a: read('a'), b: read('b'), c: read('c') });
  const boxes: UrlState['boxes'] = Object.fromEntries(
    PLACES.flatMap((place) => {
      const found = samples[place] === undefined ? null : read(`box-${place}`);
      return found ? [[place, found]] : [];
    }),
  );
  const unknown: Partial<Record<Place, string>> = {};
  for (const place of PLACES) {
    const called = given.get(place);
    if (called !== null && samples[place] === undefined) unknown[place] = called;
  }
  const made = read('own') ?? '';
  const words =
    bad.length > 0 ? `Not understood in the link, default used instead: ${bad.join(', ')}.` : null;
  const explained = points
    ? 'Point to point has a map for every point. Pinned is the place of image A with the largest share in the similarity; image B shows what it shares with each place there. Click to pin another.'
    : null;
  const own = PLACES.filter((slot) => made.includes(slot) && !present.includes(slot)).join('');
  const missing =
    own === ''
      ? null
      : own.length > 1
        ? `This link was made with ${own === 'ab' ? 'two pictures' : 'pictures'} of someone’s own. Files do not travel with links; samples stand in their place.`
        : `This link was made with a picture of someone’s own as image ${own.toUpperCase()}. Files do not travel with links; a sample stands in its place.`;
  const others = companyNotice(settings, { set, examples, counters });
  const doubled = twice.size > 0 ? `Twice in the link, the first is used: ${[...twice].join(', ')}.` : null;
  const all = [words, doubled, missing, notice, others, explained].filter((text) => text !== null).join(' ');
  return {
    says: [...given.keys()].some((name) => name in PARAMETERS),
    settings,
    display: { ...display, lock },
    classes:
      of === undefined || by === undefined ? null : { model, head: 'network', targets: [of, by], made: null },
    points,
    samples,
    boxes,
    unknown,
    notice: all === '' ? null : all,
  };
}

/** A value as it stands, and without what mails, chats and programs add to it: signs at its end, capitals, a second encoding. */
function formsOf(raw: string): readonly string[] {
  const tidy = decoded(raw).replace(/^[^\w-]+|[^\w]+$/g, '');
  return [raw, tidy, tidy.toLowerCase()];
}

/** The query that reproduces the view; what equals the default is left out, but for what older links leave open. */
export function formatUrl(
  settings: Settings,
  display: Display,
  samples: Readonly<Partial<Record<Place, string>>>,
  own: readonly Place[] = [],
  boxes: Readonly<Partial<Record<Place, string>>> = {},
  classes: ChosenClasses | null = null,
): string {
  const query = new URLSearchParams();
  const put = (name: keyof typeof PARAMETERS, value: string | number | null, standard: unknown) => {
    if (value !== null && value !== standard) query.set(name, String(value));
  };
  for (const slot of ['a', 'b', 'c'] as const)
    if (samples[slot] !== undefined) query.set(slot, samples[slot]);
  for (const slot of PLACES) put(`box-${slot}`, boxes[slot] ?? null, null);
  put('own', own.join(''), '');
  put('model', settings.model, DEFAULT_SETTINGS.model);
  const card = modelCard(settings.model);
  if (card.origin === 'built-in') put('size', settings.size[0], card.input.defaultSize[0]);
  put('layer', layerCard(settings.model, settings.layer).name, null);
  put('metric', settings.metric, null);
  put('against', settings.against, null);
  if (settings.against === 'references') put('references', settings.references, null);
  if (settings.against === 'class') {
    put('examples', settings.examples, null);
    put('counters', settings.counters === '' ? 'none' : settings.counters, null);
  }
  const { kind, short } = partsOfFit(settings.fit);
  put('fit', kind, DEFAULT_SETTINGS.fit);
  put('crop', short, null);
  put('method', settings.method, DEFAULT_SETTINGS.method);
  // The name that links have had from the first.
  put('cis', settings.reading, DEFAULT_SETTINGS.reading);
  put('scope', settings.scope, DEFAULT_SETTINGS.scope);
  put('backend', settings.backend, DEFAULT_SETTINGS.backend);
  if (classes?.head === 'network' && classes.model === settings.model)
    put('classes', classes.targets.join(), ',');
  put('smooth', settings.smooth ? 'on' : 'off', 'off');
  put('opacity', display.opacity, DEFAULT_DISPLAY.opacity);
  put('colours', display.colormap, DEFAULT_DISPLAY.colormap);
  put('range', display.range, DEFAULT_DISPLAY.range);
  const { lock } = display;
  put('scale', lockFits(lock, settings) ? `${lock.low},${lock.high}` : null, null);
  put('sign', display.sign, DEFAULT_DISPLAY.sign);
  put('cells', display.interpolation, DEFAULT_DISPLAY.interpolation);
  put('show', display.showing, DEFAULT_DISPLAY.showing);
  linkNetwork(card, query);
  return `?${query.toString()}`;
}

/** A group that this page has; undefined: it has not. */
function here(hash: string | undefined): string | undefined {
  if (hash === 'none') return '';
  return hash !== undefined && groupOf(hash) ? hash : undefined;
}

/** What is said where a link names groups of images that are not here. */
function companyNotice(
  { against }: Settings,
  { set, examples, counters }: Readonly<Record<'set' | 'examples' | 'counters', string | undefined>>,
): string | null {
  const missing = (hash: string | undefined) => hash !== undefined && here(hash) === undefined;
  if (against === 'references' && missing(set))
    return 'The other images that this link was made with are not those that ship today, or were somebody’s own: maps and objective differ.';
  if (against === 'class' && (missing(examples) || missing(counters)))
    return 'This link was made with examples of somebody’s own, which do not travel with links: photographs that ship stand in their place.';
  return null;
}

/** Without the entries that are undefined: `exactOptionalPropertyTypes` tells them apart. */
function defined<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as never;
}
