import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../core/app-error.ts';
import { modelCard } from '../../core/models/index.ts';
import { chanceOf, DEFAULTS, FOLDS, type ProbeTask } from '../../core/probe/cross-validation.ts';
import { unfit } from '../../core/probe/linear-probe.ts';
import { row, type VectorTable } from '../../core/retrieval/vector-table.ts';
import type { GallerySettings } from '../collection/gallery-state.ts';
import type { Work } from '../pace.ts';
import type { Services } from '../services.ts';
import { type RunningTask, Task } from '../task.ts';
import type { ClassSet, PickedClass } from './class-sets.ts';
import type { Head } from './head.ts';
import { readHead } from './head-file.ts';
import { headsOf } from './heads.ts';

/** Of the fit itself and one for each part left out. */
export interface ProbeProgress {
  readonly done: number;
  readonly total: number;
}

export interface ProbeState {
  /** Where the classes come from. */
  readonly source: 'gallery' | 'picked';
  readonly picked: readonly PickedClass[];
}

/** Vectors that a layer is fitted to. */
export interface ProbeVectors {
  /** `[pictures, E]`. */
  readonly table: VectorTable;
  /** Rows of the table as indices of pictures. */
  readonly rows: readonly number[];
  readonly made: GallerySettings;
}

/** Fits layers to the gallery's vectors, one at a time; goes on while its panel is closed. */
export class ProbeLab {
  readonly state: StoreApi<ProbeState> = createStore(() => ({
    source: 'gallery',
    picked: [],
  }));
  /** Without a value where a file is read. */
  readonly task = new Task<ProbeProgress | null>();
  private readonly services: Services;

  constructor(services: Services) {
    this.services = services;
  }

  /** Fits the layer, and says how often it is right on images left out. What went wrong is told in {@link task}. */
  async fit(sets: readonly ClassSet[], vectors: ProbeVectors): Promise<void> {
    await this.task.start((task) => this.fitted(task, sets, vectors));
  }

  /** The fit before it is made, for an estimate; kept by how many pictures there are of how many classes. */
  work(sets: readonly ClassSet[], vectors: () => ProbeVectors): Work {
    const count = sets.reduce((sum, { indices }) => sum + indices.length, 0);
    return {
      kinds: [`probe ${sets.length} ${count}`],
      units: 1,
      words: `${FOLDS + 1} fits`,
      sample: async () => ({
        units: 1,
        milliseconds: await this.services.background.paceOfProbe(taskOf(sets, vectors())),
      }),
    };
  }

  private async fitted(
    { signal, report }: RunningTask<ProbeProgress | null>,
    sets: readonly ClassSet[],
    vectors: ProbeVectors,
  ): Promise<ProbeProgress> {
    const { background } = this.services;
    const words = unfit(sets.map(({ name, indices }) => ({ name, images: indices.length })));
    if (words !== null) throw new RangeError(words);
    const task = taskOf(sets, vectors);
    const total = task.folds + 1;
    const told = (done: number) => report({ done, total }, done / total);
    told(0);
    const probe = await background.fitProbe(task);
    let right = 0;
    for (let fold = 0; fold < task.folds; fold++) {
      signal.throwIfAborted();
      told(fold + 1);
      right += await background.rightOfFold(task, fold);
    }
    signal.throwIfAborted();
    const { classes, weights, bias, converged, gradient, iterations } = probe;
    const { model, size, fit } = vectors.made;
    this.adopt({
      kind: 'probe',
      classifier: { classes, weights, bias },
      network: modelCard(model).sha256,
      facts: {
        images: sets.map(({ indices }) => indices.length),
        penalty: task.penalty,
        seed: task.seed,
        folds: task.folds,
        right,
        count: task.labels.length,
        chance: chanceOf(task.labels),
        converged,
        gradient,
        iterations,
        size,
        fit,
      },
    });
    return { done: total, total };
  }

  /** A layer that was saved, for the network on screen. */
  async read(file: File): Promise<void> {
    await this.task.start(async ({ signal }) => {
      const head = await readHead(file, modelCard(this.services.store.getState().settings.model));
      signal.throwIfAborted();
      this.adopt(head);
      return null;
    });
  }

  /** Names of the classes of the network's own layer, one a line. */
  async readNames(file: File, network: string, count: number): Promise<void> {
    await this.task.start(async ({ signal }) => {
      if (file.size > 1e6) throw new RangeError(`“${file.name}” is too large for a list of names.`);
      const lines = (await file.text()).split(/\r?\n/).map((line) => line.trim().slice(0, 120));
      while (lines.at(-1) === '') lines.pop();
      if (lines.length !== count)
        throw new RangeError(
          `“${file.name}” has ${lines.length} lines, and the network ${count} classes. One name a line is needed, in the order of the classes.`,
        );
      signal.throwIfAborted();
      headsOf(this.services).setState(({ names }) => ({ names: new Map([...names, [network, lines]]) }));
      return null;
    });
  }

  /** The network's own layer in place of the fitted one, or the other way round. */
  prefer(network: string, own: boolean): void {
    headsOf(this.services).setState(({ preferOwn }) => {
      const next = new Set(preferOwn);
      if (own) next.add(network);
      else next.delete(network);
      return { preferOwn: next };
    });
  }

  private adopt(head: Head): void {
    headsOf(this.services).setState(({ fitted }) => ({ fitted: new Map([...fitted, [head.network, head]]) }));
    this.prefer(head.network, false);
  }
}

/** The rows of the classes, one after the other. */
function taskOf(sets: readonly ClassSet[], { table, rows }: ProbeVectors): ProbeTask {
  const place = new Map(rows.map((index, at) => [index, at]));
  const members = sets.flatMap(({ indices }, label) =>
    indices.map((index) => {
      const at = place.get(index);
      if (at === undefined) throw new AppError('internal', `picture ${index} has no vector`);
      return { at, label };
    }),
  );
  const data = new Float32Array(members.length * table.length);
  for (const [i, { at }] of members.entries()) data.set(row(table, at), i * table.length);
  return {
    ...DEFAULTS,
    table: { data, count: members.length, length: table.length },
    labels: members.map(({ label }) => label),
    classes: sets.map(({ name }) => name),
  };
}
