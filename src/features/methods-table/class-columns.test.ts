import { expect, it } from 'vitest';
import { classMap } from '../../app/classifier/class-map.ts';
import type { Head } from '../../app/classifier/head.ts';
import { onEngine } from '../../app/engine-task.ts';
import type { Services } from '../../app/services.ts';
import { picturesOf } from '../../app/store.ts';
import { Task } from '../../app/task.ts';
import { modelCard } from '../../core/models/index.ts';
import { random } from '../../core/random.ts';
import { bareApp } from '../../testing/bare-app.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { columnsOf } from './columns.ts';
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
    const columns = columnsOf(['class:cam', 'class:relevance-cam', 'sfam'], settings, head);
    expect(columns.map(({ label }) => label)).toEqual([
      'CAM of a class',
      'Relevance-CAM of a class',
      'SFAM, contribution',
    ]);
    const table = new Task<TableRun>();
    await table.start(
      onEngine(services, settings, (task) =>
        measureRows(
          {
            source: 'stage',
            rows: stageRows(services, { a: a!, b: b! }).slice(0, 1),
            columns,
            settings,
            steps: 1,
          },
          task,
        ),
      ),
    );
    const state = table.store.getState();
    if (state.status !== 'done') throw new Error(JSON.stringify(state));
    const [cells] = state.value.rows.map((row) => row.cells);
    for (const [at, method] of (['cam', 'relevance-cam'] as const).entries()) {
      const alone = await classMap(services, { picture: a!, settings, method, head });
      expect(relativeError(cells![at]!.map.data, alone.map.data)).toBeLessThan(1e-6);
      expect(cells![at]!.target).toBe(head.classifier.classes[alone.predicted]);
    }
    expect(cells![2]!.target).toBeUndefined();
    const [headings, first] = tableCsv(state.value)
      .split('\r\n')
      .map((line) => line.split(','));
    expect(first![headings!.indexOf('method')]).toBe('class:cam');
    expect(first![headings!.indexOf('class')]).toBe(cells![0]!.target);
  } finally {
    app.close();
  }
});
