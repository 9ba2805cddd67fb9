import { scoresOf } from '../../app/classifier/class-map.ts';
import type { EngineTask } from '../../app/engine-task.ts';
import { mapRequest } from '../../app/map-request.ts';
import { pixelKey } from '../../app/pixel-key.ts';
import type { MapData, Settings } from '../../app/state.ts';
import { CLASS_METHODS } from '../../core/classifier/class-methods.ts';
import {
  type AverageDrop,
  averageDrop,
  averageShareLost,
  type DropSample,
} from '../../core/faithfulness/average-drop.ts';
import { BATCH } from '../../core/faithfulness/batch.ts';
import { deletionInsertion } from '../../core/faithfulness/deletion-insertion.ts';
import type { Mask } from '../../core/faithfulness/masker.ts';
import { explainedAt, explainedVector } from '../../core/methods/explained-vector.ts';
import { objectivesOf } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MapRequest } from '../../engine/api.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import type { Column } from './columns.ts';
import type { RowSource, TablePicture, TableRow } from './rows.ts';
import type { Cell, DoneRow, TableRun } from './table-run.ts';

/** Of every random draw: the table of one day is that of the next. */
const SEED = 1;

export interface TableRequest {
  readonly source: RowSource;
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
  /** Of the page; a column has those of its method. */
  readonly settings: Settings;
  readonly steps: number;
}

/** Maps put to the test, row by row: nothing is kept of a row but its maps, its numbers and the network's input. */
export async function measureRows(request: TableRequest, task: EngineTask<TableRun>): Promise<TableRun> {
  const { rows, columns, settings, steps } = request;
  const { size, fit, layer, metric, scope } = settings;
  let run: TableRun = {
    source: request.source,
    settings,
    steps,
    columns,
    rows: [],
    total: rows.length,
    engine: task.session.info,
  };
  const parts = rows.length * columns.length;
  const source = (picture: TablePicture): ImageSource => ({
    key: pixelKey(picture.id, size, fit),
    size,
    pixels: () => picture.pixels(size, fit),
  });
  for (const [index, row] of rows.entries()) {
    task.signal.throwIfAborted();
    const pixels = await row.of.pixels(size, fit);
    const own = source(row.of);
    const { vectors } = await task.session.vectors(
      [own, ...row.against.map((one) => source(one.picture))],
      layer,
    );
    const against = row.against.map(({ weight }, i) => ({ vectors: vectors[i + 1]!, weight }));
    const objective = objectivesOf(METRICS[metric], against)(scope);
    const pair: Judge = {
      whole: objective.value(explainedVector(vectors[0]!, scope)),
      at: explainedAt(settings),
      value: (vector) => objective.value(vector),
      drop: averageDrop,
    };
    const done: DoneRow = {
      row,
      pixels,
      score: pair.whole,
      region: null,
      area: null,
      cells: [],
    };
    for (const [at, column] of columns.entries()) {
      const told = (fraction: number) => task.report(run, (index * columns.length + at + fraction) / parts);
      const { map, target, judge = pair } = await makeMap(task, column, own, against);
      const score = async (masks: readonly Mask[]) => {
        task.signal.throwIfAborted();
        const found = await task.session.embedWithout(own, masks, task.job, judge.at);
        return found.map(judge.value);
      };
      const curves = await deletionInsertion({
        steps,
        batch: BATCH,
        score: (cuts) => score(cuts.map((cut) => ({ map, cut }))),
        signal: task.signal,
        report: told,
      });
      const [masked] = await score([{ map, cut: null }]);
      const cell: Cell = {
        map,
        ...(target !== undefined && { target }),
        score: judge.whole,
        numbers: {
          ...judge.drop([{ whole: curves.deletion[0]!, masked: masked! }]),
          insertion: curves.insertionArea,
          deletion: curves.deletionArea,
          pointing: null,
          energy: null,
        },
      };
      const cells = [...(run.rows[index]?.cells ?? []), cell];
      run = { ...run, rows: [...run.rows.slice(0, index), { ...done, cells }] };
      task.report(run, (index * columns.length + at + 1) / parts);
    }
  }
  return run;
}

/** What puts a map to the test. */
interface Judge {
  /** Of the untouched image. */
  readonly whole: number;
  /** Where vectors of copies are taken: the layer, or undefined for the embedding. */
  readonly at: string | undefined;
  readonly value: (vector: Float32Array) => number;
  readonly drop: (samples: readonly DropSample[]) => AverageDrop;
}

interface Made {
  readonly map: MapData;
  /** Of a classifier’s map. */
  readonly target?: string;
  /** Left out: the pair's score. */
  readonly judge?: Judge;
}

/** A column's map of one image; a classifier's is of the class that it finds in it. */
async function makeMap(
  { session, job }: EngineTask<TableRun>,
  column: Column,
  image: ImageSource,
  against: MapRequest['against'],
): Promise<Made> {
  if (column.kind === 'method') {
    const { map, shape } = await session.map(
      { ...mapRequest(column.settings, SEED), job, image, against },
      null,
    );
    return { map: { data: map, height: shape[0], width: shape[1] } };
  }
  const { head, method, settings } = column;
  const { vectors } = await session.vectors([image], settings.layer);
  const { predicted, probabilities } = scoresOf(head, vectors[0]!.embedding);
  const own = CLASS_METHODS[method];
  const start = own.ofEmbedding(head.classifier, vectors[0]!, predicted);
  const { map, shape } = await session.carried(image, settings.layer, start, own.carried);
  return {
    map: { data: map, height: shape[0], width: shape[1] },
    target: head.classifier.classes[predicted] ?? `class ${predicted}`,
    ...(column.judge === 'class' && {
      judge: {
        whole: probabilities[predicted]!,
        at: undefined,
        value: (vector: Float32Array) => scoresOf(head, vector).probabilities[predicted]!,
        drop: averageShareLost,
      },
    }),
  };
}

/** Copies that go through the network for the curves and the mask of one map. */
export const copiesOf = (steps: number): number => 2 * steps + 1;
