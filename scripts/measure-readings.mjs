// The numbers of docs/readings.md: deletion and insertion over pairs of photographs, on the page's own engine and
// arithmetic, in Node on wasm. Run `npm run prepare:assets` first.
//
//   node scripts/measure-readings.mjs [--model objects,faces] [--metric cosine] [--directions 2] [--steps 8]
//                                     [--out test-results/readings] [--masked]
//
// With --masked the methods of masked copies (occlusion, RISE, Distance Explainer) in a file beside the others': an
// image's copies are embedded once, whoever it is explained by, since their scores alone depend on that.
//
// One line a map is kept as soon as it is measured: a run that was stopped goes on where it was. All pairs are first
// measured in one direction (A explained by B), then in the other. `node scripts/readings-table.mjs` makes the tables.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load } from './load.mjs';
import { drawPairs, PHOTOGRAPHS, pixelsOf, SHIPPED } from './readings/photographs.mjs';
import { AGAINST, MASKED, METHODS, NOISE_MAPS, nameOf, OF_IMAGE, SCRAMBLED } from './readings/recipes.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'objects,faces' },
    metric: { type: 'string', default: 'cosine' },
    directions: { type: 'string', default: '2' },
    masked: { type: 'boolean', default: false },
    steps: { type: 'string', default: '8' },
    out: { type: 'string', default: 'test-results/readings' },
  },
});
const { metric, out, masked } = values;
const steps = Number(values.steps);

const { modelBytes, wasmEngine } = await load('src/testing/node-engine.ts');
const { LoadedModel } = await load('src/engine/worker/loaded-model.ts');
const { Network } = await load('src/engine/worker/network.ts');
const { METHODS: registered } = await load('src/core/methods/index.ts');
const { modelCard } = await load('src/core/models/index.ts');
const { METRICS } = await load('src/core/metrics/index.ts');
const { objectivesOf } = await load('src/core/methods/objectives-of.ts');
const { deletionInsertion } = await load('src/core/faithfulness/deletion-insertion.ts');
const { scrambler } = await load('src/core/faithfulness/scramble.ts');
const { membersBeside } = await load('src/app/against/image-group.ts');
const { Lru } = await load('src/core/lru.ts');

mkdirSync(out, { recursive: true });
const pairs = drawPairs();
const never = { aborted: false, throwIfAborted: () => undefined };

for (const direction of [0, 1].slice(0, Number(values.directions)))
  for (const model of values.model.split(',')) await measure(model, direction);

async function measure(model, direction) {
  const file = `${out}/${model}-${metric}${masked ? '-masked' : ''}.jsonl`;
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : [];
  const done = new Set(lines.map((line) => JSON.parse(line)).map(({ of, by }) => `${of} ${by}`));
  const todo = pairs.map((pair) => (direction === 0 ? pair : [...pair].reverse()));
  if (todo.every(([of, by]) => done.has(`${of} ${by}`))) return;

  const card = modelCard(model);
  const layer = card.defaultLayer;
  const size = card.input.defaultSize;
  const engine = await wasmEngine(model);
  const vectorsOf = async (photograph) => {
    const image = { key: photograph.id, size, pixels: pixelsOf(photograph, size) };
    return (await engine.vectors([image], layer)).vectors[0];
  };
  const vectors = new Map();
  for (const photograph of [...SHIPPED, ...PHOTOGRAPHS])
    if (!vectors.has(photograph.id)) vectors.set(photograph.id, await vectorsOf(photograph));
  /** Whom an image is explained against, as the page does it. */
  const partnersOf = (own, other, against) => [
    { vectors: vectors.get(other.id), weight: 1 },
    ...(against === 'references'
      ? membersBeside(
          { members: SHIPPED },
          [own, other].map(({ id }) => ({ id, name: id })),
        ).map(({ member, share }) => ({ vectors: vectors.get(member.id), weight: -share }))
      : []),
  ];

  const prepared = new Lru(4);
  /** The picture, the two ends of every curve, and the maps that were judged on it. */
  const prepare = (of) =>
    prepared.getOr(of, () => ({
      key: PHOTOGRAPHS[of].id,
      size,
      pixels: pixelsOf(PHOTOGRAPHS[of], size),
      ends: [],
      judged: new Map(),
    }));

  /** Insertion − deletion of a map for every partner in turn, `{ plain, contrast }`, each `[photographs]`. */
  async function judge(of, map, side) {
    const picture = prepare(of);
    // Maps that differ by a factor order the pixels alike: they are tested once.
    const known = picture.judged.get(shapeOf(map));
    if (known) return known;
    const embeddings = [];
    await deletionInsertion({
      steps,
      batch: 2 * steps,
      signal: never,
      report: () => undefined,
      score: async (cuts) => {
        // The ends, where nothing or everything is replaced, are every map's.
        const fresh = cuts.filter(({ share, kept }) => share > 0 || !picture.ends[kept]);
        const masks = fresh.map((cut) => ({ map: { data: map, height: side[0], width: side[1] }, cut }));
        const made = await engine.embedWithout(picture, masks, 1);
        for (const cut of cuts) {
          const embedding = fresh.includes(cut) ? made[fresh.indexOf(cut)] : picture.ends[cut.kept];
          if (cut.share === 0) picture.ends[cut.kept] = embedding;
          embeddings.push(embedding);
        }
        return cuts.map(() => 0);
      },
    });
    const scored = async (against) => {
      const all = [];
      for (const [by, other] of PHOTOGRAPHS.entries()) {
        if (by === of) {
          all.push(null);
          continue;
        }
        const { value } = objectivesOf(METRICS[metric], partnersOf(PHOTOGRAPHS[of], other, against))('final');
        let at = 0;
        const { difference } = await deletionInsertion({
          steps,
          batch: 2 * steps,
          signal: never,
          report: () => undefined,
          score: async (cuts) => cuts.map(() => value(embeddings[at++])),
        });
        all.push(Number(difference.toPrecision(7)));
      }
      return all;
    };
    const judged = { plain: await scored('none'), contrast: await scored('references') };
    picture.judged.set(shapeOf(map), judged);
    return judged;
  }

  const sides = masked ? await maskedSides(model) : null;
  const make = async (of, [method, reading], against, seed) => {
    if (masked) {
      const side = await sides(PHOTOGRAPHS[of]);
      const objective = objectivesOf(METRICS[metric], against);
      const context = { objective, scope: 'final', seed, signal: never, report: () => undefined };
      const { map } = await registered[method].map(side, context);
      return { map, shape: side.shape.slice(0, 2) };
    }
    return engine.map(
      {
        job: 1,
        image: PHOTOGRAPHS[of].id,
        layer,
        against,
        method,
        metric,
        reading: reading ?? 'contribution',
        scope: 'final',
        seed,
      },
      null,
    );
  };

  for (const [index, [of, by]] of todo.entries()) {
    if (done.has(`${of} ${by}`)) continue;
    const began = Date.now();
    await vectorsOf(PHOTOGRAPHS[of]);
    // What does not look at the partner is measured with an image's first.
    if (!masked && !done.has(`${of} null`)) {
      const alone = partnersOf(PHOTOGRAPHS[of], PHOTOGRAPHS[by], 'none');
      const judged = {};
      for (const name of OF_IMAGE) {
        const maps = [];
        for (let seed = 1; seed <= (name === 'random' ? NOISE_MAPS : 1); seed++) {
          const { map, featureNorm, shape } = await make(
            of,
            [name === 'feature-norm' ? 'mean-activation' : name, null],
            alone,
            seed * 1000 + of,
          );
          maps.push(await judge(of, name === 'feature-norm' ? featureNorm : map, shape));
        }
        judged[name] = meanOf(maps);
      }
      keep({ of, by: null, judged });
    }
    const judged = {};
    const scrambled = [];
    for (const against of AGAINST) {
      const partners = partnersOf(PHOTOGRAPHS[of], PHOTOGRAPHS[by], against);
      for (const method of masked ? MASKED : METHODS) {
        const name = `${nameOf(method)}|${against}`;
        const { map, shape } = await make(of, method, partners, 1);
        judged[name] = await judge(of, map, shape);
        if (SCRAMBLED.includes(name)) {
          const other = scrambler({ data: map, height: shape[0], width: shape[1] })(1 + of * 100 + by);
          scrambled.push(await judge(of, other, shape));
        }
      }
    }
    if (!masked) judged.scrambled = meanOf(scrambled);
    keep({ of, by, judged });
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(
      `${model} ${direction === 0 ? 'A by B' : 'B by A'} ${index + 1}/${todo.length}, ${seconds} s`,
    );
  }

  function keep(line) {
    done.add(`${line.of} ${line.by}`);
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }
}

/** Sides of photographs whose masked copies are embedded once for all who ask. */
async function maskedSides(model) {
  const { card, topology, weights } = await modelBytes(model);
  const loaded = new LoadedModel(await Network.load(card, topology, weights), {
    forwards: 0,
    masked: 0,
    propagations: 0,
  });
  const size = card.input.defaultSize;
  const embedded = new Map();
  return async (photograph) => {
    const { id } = photograph;
    loaded.forward([{ key: id, size, pixels: pixelsOf(photograph, size) }], card.defaultLayer);
    const side = await loaded.side(id, card.defaultLayer);
    return {
      shape: side.shape,
      vectors: side.vectors,
      embedMasked: (masks, ...grid) => {
        const key = `${id} ${createHash('sha256').update(masks).digest('hex')}`;
        if (!embedded.has(key)) embedded.set(key, side.embedMasked(masks, ...grid));
        return embedded.get(key);
      },
    };
  };
}

/** A map but for its scale, to five digits. */
function shapeOf(map) {
  const largest = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Array.from(map, (value) => Math.round((value / largest) * 1e5)).join();
}

/** Partner by partner. */
function meanOf(all) {
  const of = (key) =>
    all[0][key].map((first, i) =>
      first === null ? null : all.reduce((sum, one) => sum + one[key][i], 0) / all.length,
    );
  return { plain: of('plain'), contrast: of('contrast') };
}
