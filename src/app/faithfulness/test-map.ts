import { blurredBaseline } from '../../core/faithfulness/baseline.ts';
import { BATCH } from '../../core/faithfulness/batch.ts';
import { deletionInsertion } from '../../core/faithfulness/deletion-insertion.ts';
import { dropMask } from '../../core/faithfulness/drop-mask.ts';
import { maskPictures } from '../../core/faithfulness/mask-pictures.ts';
import { explainedAt, explainedVector } from '../../core/methods/explained-vector.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { noise } from '../../core/noise.ts';
import { upsample } from '../../core/upsample.ts';
import { otherSlot } from '../point-evidence.ts';
import { type Explanation, SLOTS, type Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';
import type { Task } from './desk.ts';
import type { Contender, MapTest, Trial } from './map-test.ts';
import { copiesNeeded, THOROUGHNESS, type ThoroughnessId } from './thoroughness.ts';

/**
 * Puts the maps of an explanation to the test against noise at the same resolution and the mean activation
 * (spec.md, Faithfulness), in both directions at once: while one direction's copies are made, the other's are in
 * the network. The similarity is the one that the map explains. Nothing is random but the seeded noise, and the
 * batches are always the same, so that equal settings give equal digits on one backend.
 *
 * @throws Fault; `cancelled` by the task.
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
    const score = await scorer(workshop, explanation, slot, task, (count) => {
      test = { ...test, copies: test.copies + count };
    });
    const { size } = explanation.settings;
    const fine = (contender: Contender) => {
      const { data, height, width } = mapOf(explanation, slot, contender);
      return upsample(data, height, width, size, size);
    };
    const masked: number[] = [];
    for (let from = 0; from < contenders.length; from += BATCH) {
      const maps = contenders.slice(from, from + BATCH).map(fine);
      masked.push(...(await score(maps.map(dropMask))));
    }
    const empty = new Float64Array(effort.steps + 1).fill(Number.NaN);
    const trials = contenders.map((contender, index): Trial => {
      return { contender, deletion: empty, insertion: empty, areas: null, masked: masked[index]! };
    });
    test = { ...test, trials: { ...test.trials, [slot]: trials } };

    for (const [index, trial] of trials.entries()) {
      const { deletion, insertion, ...areas } = await deletionInsertion({
        map: fine(trial.contender),
        steps: effort.steps,
        batch: BATCH,
        score,
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

/** Scores masked copies of one image against the untouched other one; `counted` is told how many. */
async function scorer(
  workshop: Workshop,
  explanation: Explanation,
  slot: Slot,
  task: Task<MapTest>,
  counted: (copies: number) => void,
): Promise<(masks: readonly Float32Array[]) => Promise<number[]>> {
  const { settings, pictures, vectors } = explanation;
  const { size, scope, metric } = settings;
  const pixels = await workshop.pixels(pictures[slot], settings);
  const baseline = blurredBaseline(pixels, size);
  const untouched = explainedVector(vectors[otherSlot(slot)], scope);
  return async (masks) => {
    const copies = maskPictures(pixels, baseline, masks);
    task.throwIfAborted();
    const found = await workshop.client.embed(copies, masks.length, size, task.job, explainedAt(settings));
    counted(masks.length);
    return found.map((vector) => METRICS[metric].similarity(vector, untouched));
  };
}

function mapOf({ maps, controls }: Explanation, slot: Slot, contender: Contender) {
  if (contender.kind === 'map') return maps[slot];
  if (contender.kind === 'mean-activation') return controls[slot];
  const { height, width } = maps[slot];
  return { height, width, data: noise(height * width, contender.seed) };
}
