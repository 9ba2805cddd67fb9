import { expect, it } from 'vitest';
import { classMap } from '../../app/classifier/class-map.ts';
import type { Head } from '../../app/classifier/head.ts';
import { onEngine, openSession } from '../../app/engine-task.ts';
import { imageSource } from '../../app/image-source.ts';
import type { Services } from '../../app/services.ts';
import { picturesOf } from '../../app/store.ts';
import { Task } from '../../app/task.ts';
import { modelCard } from '../../core/models/index.ts';
import { random } from '../../core/random.ts';
import { bareApp } from '../../testing/bare-app.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { columnsOf, type JudgeId } from './columns.ts';
import { measureRows } from './measure-rows.ts';
import { stageRows } from './rows.ts';
import { tableCsv } from './table-csv.ts';
import type { TableRun } from './table-run.ts';

it('sets a classifier’s maps of the predicted class beside those of the pair', async () => {
  const { embedding, sha256, layers } = modelCard('objects');
  const stream = random(3);
  const weights = Float32Array.from({ length: 3 * embedding.channels }, () => stream.normal());
  const head: Head = {
    kind: 'probe',
    classifier: { classes: ['x', 'y', 'z'], weights, bias: new Float32Array(3) },
    network: sha256,
    facts: null,
  };
  const app = await bareApp();
  try {
    const services = {
      ...app.options,
      client: app.client,
      store: app.store,
    } as unknown as Services;
    const { images, settings: page } = app.store.getState();
    const { a, b } = picturesOf(images);
    // Below the last layer, where CAM cannot follow.
    const settings = { ...page, layer: layers.filter(({ block }) => block).at(-3)!.node };
    const columns = columnsOf(['class:cam', 'class:relevance-cam', 'sfam'], settings, head, 'class');
    expect(columns.map(({ label }) => label)).toEqual([
      'CAM of a class',
      'Relevance-CAM of a class',
      'SFAM, contribution',
    ]);
    const measured = async (judge: JudgeId): Promise<TableRun> => {
      const table = new Task<TableRun>();
      await table.start(
        onEngine(services, settings, (task) =>
          measureRows(
            {
              source: 'stage',
              rows: stageRows(services, { a: a!, b: b! }).slice(0, 1),
              columns: columnsOf(['class:cam', 'class:relevance-cam', 'sfam'], settings, head, judge),
              settings,
              steps: 1,
            },
            task,
          ),
        ),
      );
      const state = table.store.getState();
      if (state.status !== 'done') throw new Error(JSON.stringify(state));
      return state.value;
    };
    const run = await measured('class');
    const [cells] = run.rows.map((row) => row.cells);
    for (const [at, method] of (['cam', 'relevance-cam'] as const).entries()) {
      const alone = await classMap(services, { picture: a!, settings, method, head });
      expect(relativeError(cells![at]!.map.data, alone.map.data)).toBeLessThan(1e-6);
      expect(cells![at]!.target).toBe(head.classifier.classes[alone.predicted]);
    }
    expect(cells![2]!.target).toBeUndefined();
    const [headings, first] = tableCsv(run)
      .split('\r\n')
      .map((line) => line.split(','));
    expect(first![headings!.indexOf('method')]).toBe('class:cam');
    const field = (name: string) => first![headings!.indexOf(name)];
    expect(field('class')).toBe(cells![0]!.target);
    expect(field('judged_by')).toBe('class probability');
    expect(Number(field('score'))).toBe(cells![0]!.score);

    // What the network says of the copies, by plain loops.
    const probability = (x: Float32Array, t: number) => {
      const z = [0, 1, 2].map((u) => x.reduce((sum, v, k) => sum + v * weights[u * x.length + k]!, 0));
      const all = z.reduce((sum, one) => sum + Math.exp(one - z[t]!), 0);
      return 1 / all;
    };
    const session = await openSession(services, settings);
    const image = imageSource(app.options.pixels, a!, settings);
    for (const { map, score, target, numbers } of cells!.slice(0, 2)) {
      const copies = await session.embedWithout(
        image,
        [
          { map, cut: { share: 0, kept: 0 } },
          { map, cut: { share: 0, kept: 1 } },
          { map, cut: null },
        ],
        session.newJob(),
      );
      const [whole, blurred, masked] = copies.map((x) =>
        probability(x, head.classifier.classes.indexOf(target!)),
      );
      expect(score).toBeCloseTo(whole!, 6);
      expect(numbers.deletion).toBeCloseTo((whole! + blurred!) / 2, 6);
      expect(numbers.drop).toBeCloseTo(Math.max(0, whole! - masked!) / whole!, 6);
      expect(numbers.increase).toBe(masked! > whole! ? 1 : 0);
    }

    // Judged by the pair's score, every column is by the same one.
    const byPair = await measured('pair');
    for (const [c, cell] of byPair.rows[0]!.cells.entries()) {
      expect(cell.score).toBe(byPair.rows[0]!.score);
      expect(cell.map.data).toEqual(cells![c]!.map.data);
    }
    expect(byPair.rows[0]!.cells[2]!.numbers).toEqual(cells![2]!.numbers);
    expect(byPair.rows[0]!.cells[0]!.numbers.deletion).not.toBeCloseTo(cells![0]!.numbers.deletion, 3);
    expect(tableCsv(byPair)).not.toContain('class probability');
  } finally {
    app.close();
  }
});
