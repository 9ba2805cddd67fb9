import { type SanityCheck, sanity } from '../../core/faithfulness/sanity.ts';
import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { modelCard } from '../../core/models/index.ts';
import type { RandomizedReply } from '../../engine/api.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { partnerSources } from '../against/partner-sources.ts';
import { type EngineTask, withJob } from '../engine-task.ts';
import { mapRequest } from '../map-request.ts';
import type { Work } from '../pace.ts';
import { pairOf } from '../result.ts';
import type { Services } from '../services.ts';
import type { MapData, Result } from '../state.ts';
import { copiesOfMethods, copiesWork } from './copies.ts';

/** The pair as a network sees it that has forgotten its last blocks. */
export interface RandomizedStage {
  readonly blocks: number;
  /** Label of the lowest block that was shuffled. */
  readonly down: string;
  /** All shuffled blocks come after the layer that the map lies at. */
  readonly above: boolean;
  /** One a shuffle, as far as they are done. */
  readonly outcomes: readonly StageOutcome[];
}

export interface StageOutcome {
  /** A's and B's. */
  readonly directions: readonly { readonly map: MapData; readonly check: SanityCheck }[];
  /** Of the two images: of the final embeddings, or of the layer in scope `layer`. */
  readonly similarity: number;
}

export interface RandomizationCheck {
  readonly result: Result;
  /** In order of the cascade. */
  readonly stages: readonly RandomizedStage[];
  /** Each shuffles the weights in another way. */
  readonly seeds: readonly number[];
}

const SEEDS = [1, 2, 3];
/** Stages of a method that takes hundreds of forward passes for one map. */
const FEW = 4;

/**
 * Cascading randomisation (Adebayo et al. 2018), several times over: the maps of the pair, made as before by copies of the model
 * whose blocks are shuffled from the last one down (engine/worker/randomized-network.ts).
 *
 * Where the layer's own similarity is explained, the cascade begins at that layer: what comes after it is not
 * part of what the map claims.
 *
 * @throws AppError; `cancelled` by the task.
 */
export async function checkRandomization(
  services: Services,
  result: Result,
  task: EngineTask<RandomizationCheck>,
): Promise<RandomizationCheck> {
  const pair = pairOf(result);
  const { metric, scope } = result.settings;
  const seeds = seedsOf(result);
  let check: RandomizationCheck = { result, stages: stagesOf(result), seeds };
  task.report(check, 0);
  const request = await requestOf(services, result, task.job);

  const outcome = (reply: RandomizedReply): StageOutcome => {
    const [u, v] = reply.vectors.slice(0, 2).map((of) => explainedVector(of, scope));
    return {
      directions: pair.map(({ map: before }, i) => {
        const data = reply.maps[i]!;
        return { map: { ...before, data }, check: sanity(before.data, data) };
      }),
      similarity: METRICS[metric].similarity(u!, v!),
    };
  };
  let done = 0;
  task.signal.throwIfAborted();
  const counts = check.stages.map(({ blocks }) => blocks);
  for (const weightSeed of seeds) {
    await task.session.randomized({ ...request, weightSeed }, counts, (index, reply) => {
      const stage = check.stages[index]!;
      const outcomes = [...stage.outcomes, outcome(reply)];
      check = { ...check, stages: check.stages.with(index, { ...stage, outcomes }) };
      done += 1;
      task.report(check, done / (check.stages.length * seeds.length));
    });
    task.signal.throwIfAborted();
  }
  return check;
}

/** What there is to do: maps of the pair by ever more shuffled networks. */
export function randomizationWork(services: Services, result: Result): Work {
  const counts = stagesOf(result).map(({ blocks }) => blocks);
  const units = counts.length * seedsOf(result).length;
  const { layer, method, smooth } = result.settings;
  const copies = copiesOfMethods([method], smooth);
  if (copies > 0) return copiesWork(services, result, 2 * copies * units, 'shuffled copies');
  return {
    kinds: [`shuffled ${layer} ${method} ${smooth} ${pairOf(result)[0].against.length}`],
    units,
    words: `${units} networks, some of whose weights are shuffled`,
    sample: async (signal) => {
      const session = services.client.sessionOf(result.engine);
      const some = [counts[0]!, counts.at(-1)!];
      await withJob(session, signal, async (job) => {
        const request = await requestOf(services, result, job);
        await session.randomized({ ...request, weightSeed: SEEDS[0]! }, some, () => undefined);
      });
      return some.length;
    },
  };
}

const seedsOf = ({ settings: { method } }: Result): readonly number[] =>
  METHODS[method].kind === 'perturbation' ? SEEDS.slice(0, 1) : SEEDS;

/** All that a shuffled network is asked, but for how it is shuffled. */
async function requestOf(services: Services, result: Result, job: number) {
  const { settings, seed } = result;
  const { size } = settings;
  const given = async (image: ImageSource) => ({ key: image.key, size, pixels: await image.pixels() });
  const sources = partnerSources(services, result);
  return {
    ...mapRequest(settings, seed),
    job,
    images: await Promise.all([...sources.values()].map(given)),
    directions: pairOf(result).map(({ of, against }) => ({
      of: sources.get(of.id)!.key,
      against: against.map(({ id, weight, members }) =>
        members
          ? { meanOf: members.map((one) => sources.get(one.id)!.key), weight }
          : { image: sources.get(id)!.key, weight },
      ),
    })),
  };
}

function stagesOf({ settings: { model, layer, scope, method } }: Result): RandomizedStage[] {
  const { layers } = modelCard(model);
  const at = layers.findIndex(({ node }) => node === layer);
  const after = layers.length - 1 - at;
  const first = scope === 'layer' ? after + 1 : 1;
  const all = Array.from({ length: layers.length - first + 1 }, (_, i) => first + i);
  const kept = METHODS[method].kind === 'perturbation' ? spread(all, FEW) : all;
  return kept.map((blocks) => {
    const { label } = layers[layers.length - blocks]!;
    return { blocks, down: label, above: blocks <= after, outcomes: [] };
  });
}

/** At most `count` of them, evenly, the first and the last among them. */
function spread(all: readonly number[], count: number): readonly number[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, i) => all[Math.round((i * (all.length - 1)) / (count - 1))]!);
}

/** The stages that are done, as the verdict takes them. */
export function doneStages({ stages }: RandomizationCheck) {
  return stages.flatMap(({ above, outcomes }) =>
    outcomes.length > 0
      ? [{ above, shuffles: outcomes.map(({ directions }) => directions.map(({ check }) => check)) }]
      : [],
  );
}
