import { BATCH } from '../../core/faithfulness/batch.ts';
import { deletionInsertion } from '../../core/faithfulness/deletion-insertion.ts';
import type { Mask } from '../../core/faithfulness/masker.ts';
import { scrambler } from '../../core/faithfulness/scramble.ts';
import { explainedAt } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { alone, objectivesOf } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import type { EngineTask } from '../engine-task.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { type Explanation, type MapData, SLOTS, type Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';
import { activityOf, type Contender, type MapTest, type Trial } from './map-test.ts';
import { type OtherPartner, otherPartners, unrelatedSamples } from './other-partners.ts';
import { copiesNeeded, THOROUGHNESS, type ThoroughnessId } from './thoroughness.ts';

/** The photographs whose maps are tested beside the pair's own: none where the partner is nothing to the map. */
export function partnersTried(explanation: Explanation) {
  const { uses, kind } = METHODS[explanation.settings.method];
  // A perturbation method takes hundreds of passes for every one of them.
  return uses.metric && kind === 'explanation' ? unrelatedSamples(explanation) : [];
}

/**
 * Puts the maps of an explanation to the test against scrambled maps, the control of activity (spec.md, Faithfulness)
 * and the maps of the same images for other partners, in both directions at once: where there are two workers, one
 * makes copies while the other has the network at work. The score is the one that the map explains. Nothing is random but the
 * seeded scrambling, and the batches are always the same, so that equal settings give equal digits on one backend.
 *
 * @throws AppError; `cancelled` by the task.
 */
export async function testMap(
  workshop: Workshop,
  explanation: Explanation,
  thoroughness: ThoroughnessId,
  task: EngineTask<MapTest>,
  findPartners: typeof otherPartners = otherPartners,
): Promise<MapTest> {
  const effort = THOROUGHNESS[thoroughness];
  let test: MapTest = { explanation, thoroughness, trials: { a: [], b: [] }, copies: 0 };
  const samples = partnersTried(explanation);
  const partners = samples.length > 0 ? await findPartners(workshop, explanation, samples, task) : [];
  const all = copiesNeeded(effort, partners.length);
  const put = (slot: Slot, trial: Trial, index: number) => {
    test = { ...test, trials: { ...test.trials, [slot]: test.trials[slot].with(index, trial) } };
  };

  const activity = activityOf(test);
  const direction = async (slot: Slot): Promise<void> => {
    const contenders = [
      { contender: { kind: 'map' } as const, map: explanation.maps[slot] },
      { contender: { kind: activity.id }, map: explanation.activity.maps[slot] },
      ...scrambledMaps(explanation, slot, effort.scrambled),
      ...(await partnersMaps(workshop, explanation, slot, partners, task)),
    ];
    const { settings, pictures } = explanation;
    const image = imageSource(workshop.pixels, pictures[slot], settings);
    const score = scorer(explanation, slot, image, task, (count) => {
      test = { ...test, copies: test.copies + count };
    });
    const masked: number[] = [];
    for (let from = 0; from < contenders.length; from += BATCH) {
      const some = contenders.slice(from, from + BATCH);
      masked.push(...(await score(some.map(({ map }) => ({ map, cut: null })))));
    }
    const empty = new Float64Array(effort.steps + 1).fill(Number.NaN);
    const trials = contenders.map(({ contender }, index): Trial => {
      return { contender, deletion: empty, insertion: empty, areas: null, masked: masked[index]! };
    });
    test = { ...test, trials: { ...test.trials, [slot]: trials } };

    for (const [index, trial] of trials.entries()) {
      const { map } = contenders[index]!;
      const { deletion, insertion, ...areas } = await deletionInsertion({
        steps: effort.steps,
        batch: BATCH,
        score: (cuts) => score(cuts.map((cut) => ({ map, cut }))),
        signal: task.signal,
        report: (_, partDeleted, partInserted) => {
          put(slot, { ...trial, deletion: partDeleted, insertion: partInserted }, index);
          task.report(test, test.copies / all);
        },
      });
      const { deletionArea, insertionArea, difference } = areas;
      const measured = { deletion: deletionArea, insertion: insertionArea, difference };
      put(slot, { ...trial, deletion, insertion, areas: measured }, index);
    }
  };
  await Promise.all(SLOTS.map(direction));
  return test;
}

/** Scores copies of one image by what its map explains, against the untouched others; `counted` is told how many. */
function scorer(
  explanation: Explanation,
  slot: Slot,
  image: ImageSource,
  task: EngineTask<MapTest>,
  counted: (copies: number) => void,
): (masks: readonly Mask[]) => Promise<number[]> {
  const { settings, partners } = explanation;
  const { scope, metric } = settings;
  const objective = objectivesOf(METRICS[metric], partners[slot])(scope);
  return async (masks) => {
    task.signal.throwIfAborted();
    const found = await task.session.embedWithout(image, masks, task.job, explainedAt(settings));
    counted(masks.length);
    return found.map((vector) => objective.value(vector));
  };
}

/** The two images need different ones, as they would have by chance. */
function scrambledMaps({ maps }: Explanation, slot: Slot, count: number) {
  const draw = scrambler(maps[slot]);
  return Array.from({ length: count }, (_, i) => {
    const seed = 2 * i + (slot === 'a' ? 1 : 2);
    const contender: Contender = { kind: 'scrambled', seed };
    return { contender, map: { ...maps[slot], data: draw(seed) } };
  });
}

async function partnersMaps(
  workshop: Workshop,
  explanation: Explanation,
  slot: Slot,
  partners: readonly OtherPartner[],
  task: EngineTask<MapTest>,
) {
  const { settings, pictures, maps, seed } = explanation;
  // In the other image's place; whom both are held against stays.
  const held = explanation.partners[slot].slice(1);
  const made: { readonly contender: Contender; readonly map: MapData }[] = [];
  for (const { id, source, vectors } of partners) {
    task.signal.throwIfAborted();
    const image = imageSource(workshop.pixels, pictures[slot], settings);
    const request = {
      ...mapRequest(settings, seed),
      job: task.job,
      image,
      against: [...alone(vectors), ...held],
    };
    const { map } = await task.session.map(request, null);
    made.push({ contender: { kind: 'partner', partner: id, source }, map: { ...maps[slot], data: map } });
  }
  return made;
}
