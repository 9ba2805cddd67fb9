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
import { activityAt, pairOf } from '../result.ts';
import type { Services } from '../services.ts';
import type { Explanation, MapData, Result } from '../state.ts';
import { activityOf, type Contender, type MapTest, type Measurement } from './map-test.ts';
import { type OtherPartner, otherPartners, unrelatedSamples } from './other-partners.ts';
import { copiesNeeded, THOROUGHNESS, type ThoroughnessId } from './thoroughness.ts';

/** The photographs whose maps are tested beside the pair's own: none where the partner is nothing to the map. */
export function partnersTried(result: Result) {
  const { uses, kind } = METHODS[result.settings.method];
  // A perturbation method takes hundreds of passes for every one of them.
  return uses.metric && kind === 'explanation' ? unrelatedSamples(result) : [];
}

/**
 * Puts the maps of a result to the test against scrambled maps, the control of activity (spec.md, Faithfulness)
 * and the maps of the same images for other partners, in both directions at once: where there are two workers, one
 * makes copies while the other has the network at work. The score is the one that the map explains. Nothing is random but the
 * seeded scrambling, and the batches are always the same, so that equal settings give equal digits on one backend.
 *
 * @throws AppError; `cancelled` by the task.
 */
export async function testMap(
  services: Services,
  result: Result,
  thoroughness: ThoroughnessId,
  task: EngineTask<MapTest>,
  findPartners: typeof otherPartners = otherPartners,
): Promise<MapTest> {
  const effort = THOROUGHNESS[thoroughness];
  let test: MapTest = { result, thoroughness, measurements: [[], []], copies: 0 };
  const samples = partnersTried(result);
  const partners = samples.length > 0 ? await findPartners(services, result, samples, task) : [];
  const all = copiesNeeded(effort, partners.length);
  const putAll = (image: number, measurements: readonly Measurement[]) => {
    test = { ...test, measurements: test.measurements.with(image, measurements) };
  };

  const activity = activityOf(test);
  const direction = async (explanation: Explanation, which: number): Promise<void> => {
    const put = (measurement: Measurement, index: number) =>
      putAll(which, test.measurements[which]!.with(index, measurement));
    const contenders = [
      { contender: { kind: 'map' } as const, map: explanation.map },
      { contender: { kind: activity.id }, map: activityAt(explanation, result.activity).map },
      ...scrambledMaps(explanation, which, effort.scrambled),
      ...(await partnersMaps(services, explanation, partners, task)),
    ];
    const image = imageSource(services.pixels, explanation.of, explanation.settings);
    const score = scorer(explanation, image, task, (count) => {
      test = { ...test, copies: test.copies + count };
    });
    const masked: number[] = [];
    for (let from = 0; from < contenders.length; from += BATCH) {
      const some = contenders.slice(from, from + BATCH);
      masked.push(...(await score(some.map(({ map }) => ({ map, cut: null })))));
    }
    const empty = new Float64Array(effort.steps + 1).fill(Number.NaN);
    const measurements = contenders.map(({ contender }, index): Measurement => {
      return { contender, deletion: empty, insertion: empty, areas: null, masked: masked[index]! };
    });
    putAll(which, measurements);

    for (const [index, measurement] of measurements.entries()) {
      const { map } = contenders[index]!;
      const { deletion, insertion, ...areas } = await deletionInsertion({
        steps: effort.steps,
        batch: BATCH,
        score: (cuts) => score(cuts.map((cut) => ({ map, cut }))),
        signal: task.signal,
        report: (_, partDeleted, partInserted) => {
          put({ ...measurement, deletion: partDeleted, insertion: partInserted }, index);
          task.report(test, test.copies / all);
        },
      });
      const { deletionArea, insertionArea, difference } = areas;
      const measured = { deletion: deletionArea, insertion: insertionArea, difference };
      put({ ...measurement, deletion, insertion, areas: measured }, index);
    }
  };
  await Promise.all(pairOf(result).map(direction));
  return test;
}

/** Scores copies of one image by what its map explains, against the untouched others; `counted` is told how many. */
function scorer(
  { settings, against }: Explanation,
  image: ImageSource,
  task: EngineTask<MapTest>,
  counted: (copies: number) => void,
): (masks: readonly Mask[]) => Promise<number[]> {
  const objective = objectivesOf(METRICS[settings.metric], against)(settings.scope);
  return async (masks) => {
    task.signal.throwIfAborted();
    const found = await task.session.embedWithout(image, masks, task.job, explainedAt(settings));
    counted(masks.length);
    return found.map((vector) => objective.value(vector));
  };
}

/** The two images need different ones, as they would have by chance. */
function scrambledMaps({ map }: Explanation, which: number, count: number) {
  const draw = scrambler(map);
  return Array.from({ length: count }, (_, i) => {
    const seed = 2 * i + which + 1;
    const contender: Contender = { kind: 'scrambled', seed };
    return { contender, map: { ...map, data: draw(seed) } };
  });
}

async function partnersMaps(
  services: Services,
  { settings, seed, of, map: shown, against }: Explanation,
  partners: readonly OtherPartner[],
  task: EngineTask<MapTest>,
) {
  // In the other image's place; whom both are held against stays.
  const held = against.slice(1);
  const made: { readonly contender: Contender; readonly map: MapData }[] = [];
  for (const { id, subject, vectors } of partners) {
    task.signal.throwIfAborted();
    const image = imageSource(services.pixels, of, settings);
    const request = {
      ...mapRequest(settings, seed),
      job: task.job,
      image,
      against: [...alone(vectors), ...held],
    };
    const { map } = await task.session.map(request, null);
    made.push({ contender: { kind: 'partner', partner: id, subject }, map: { ...shown, data: map } });
  }
  return made;
}
