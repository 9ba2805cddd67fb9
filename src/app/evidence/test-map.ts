import { BATCH } from '../../core/faithfulness/batch.ts';
import { deletionInsertion } from '../../core/faithfulness/deletion-insertion.ts';
import { explainedAt } from '../../core/methods/explained-vector.ts';
import { objectivesOf } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { noise } from '../../core/noise.ts';
import { type Explanation, SLOTS, type Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';
import type { Task } from './desk.ts';
import type { Contender, MapTest, Trial } from './map-test.ts';
import { copiesNeeded, THOROUGHNESS, type ThoroughnessId } from './thoroughness.ts';

/**
 * Puts the maps of an explanation to the test against noise at the same resolution and the mean activation
 * (spec.md, Faithfulness), in both directions at once: while one direction's copies are made, the other's are in
 * the network. The score is the one that the map explains. Nothing is random but the seeded noise, and the
 * batches are always the same, so that equal settings give equal digits on one backend.
 *
 * @throws AppError; `cancelled` by the task.
 */
export async function testMap(
  workshop: Workshop,
  explanation: Explanation,
  thoroughness: ThoroughnessId,
  task: Task<MapTest>,
): Promise<MapTest> {
  const effort = THOROUGHNESS[thoroughness];
  let test: MapTest = { explanation, thoroughness, trials: { a: [], b: [] }, copies: 0 };
  const all = copiesNeeded(effort);
  const put = (slot: Slot, trial: Trial, index: number) => {
    test = { ...test, trials: { ...test.trials, [slot]: test.trials[slot].with(index, trial) } };
  };

  const direction = async (slot: Slot): Promise<void> => {
    const contenders: Contender[] = [
      { kind: 'map' },
      { kind: 'mean-activation' },
      // The two images need different noise, as they would have by chance.
      ...Array.from({ length: effort.orders }, (_, i) => ({
        kind: 'random' as const,
        seed: 2 * i + (slot === 'a' ? 1 : 2),
      })),
    ];
    const { settings, pictures } = explanation;
    const { size } = settings;
    const { background } = workshop;
    const pixels = await workshop.pixels(pictures[slot], settings);
    const picture = { pixels, baseline: await background.blur(pixels, size) };
    const score = scorer(explanation, slot, task, (count) => {
      test = { ...test, copies: test.copies + count };
    });
    const mapOf = (contender: Contender) => contendersMap(explanation, slot, contender);
    const masked: number[] = [];
    for (let from = 0; from < contenders.length; from += BATCH) {
      const maps = contenders.slice(from, from + BATCH).map(mapOf);
      masked.push(...(await score(await background.fade(picture, maps, size), maps.length)));
    }
    const empty = new Float64Array(effort.steps + 1).fill(Number.NaN);
    const trials = contenders.map((contender, index): Trial => {
      return { contender, deletion: empty, insertion: empty, areas: null, masked: masked[index]! };
    });
    test = { ...test, trials: { ...test.trials, [slot]: trials } };

    for (const [index, trial] of trials.entries()) {
      const order = await background.order(mapOf(trial.contender), size);
      const { deletion, insertion, ...areas } = await deletionInsertion({
        steps: effort.steps,
        batch: BATCH,
        score: async (cuts) => score(await background.cut(picture, order, cuts), cuts.length),
        signal: task,
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
  task: Task<MapTest>,
  counted: (copies: number) => void,
): (copies: Uint8Array, count: number) => Promise<number[]> {
  const { settings, partners } = explanation;
  const { size, scope, metric } = settings;
  const objective = objectivesOf(METRICS[metric], partners[slot])(scope);
  return async (copies, count) => {
    task.throwIfAborted();
    const found = await task.session.embed(copies, count, size, task.job, explainedAt(settings));
    counted(count);
    return found.map((vector) => objective.value(vector));
  };
}

function contendersMap({ maps, controls }: Explanation, slot: Slot, contender: Contender) {
  if (contender.kind === 'map') return maps[slot];
  if (contender.kind === 'mean-activation') return controls[slot];
  const { height, width } = maps[slot];
  return { height, width, data: noise(height * width, contender.seed) };
}
