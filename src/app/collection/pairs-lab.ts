import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { openSession } from '../engine-task.ts';
import type { Services } from '../services.ts';
import { type RunningTask, Task } from '../task.ts';
import { decodeText } from './decode-text.ts';
import { DEFAULT_CHOICE } from './default-choice.ts';
import type { FoundFile } from './found-file.ts';
import { listVariants } from './list-variants.ts';
import { copiesOfPair } from './measure-pair.ts';
import { NameIndex } from './name-index.ts';
import { nowAndThen } from './now-and-then.ts';
import type { PairResult } from './pair-result.ts';
import {
  isMeasuring,
  type PairsChoice,
  type PairsProgress,
  type PairsState,
  type RunSettings,
} from './pairs-state.ts';
import { PairsTable } from './pairs-table.ts';
import { PicturePreparer } from './picture-preparer.ts';
import { planPairs } from './plan-pairs.ts';
import { readPairList } from './read-pair-list.ts';
import type { RunBook, RunPlace } from './run-book.ts';
import { missingOf, runPairs } from './run-pairs.ts';
import { setFromFiles, sortFound } from './set-from-files.ts';
import { setFromSamples } from './set-from-samples.ts';
import { SEEDS, settingsKey } from './settings-key.ts';
import type { SavedRun } from './stored-run.ts';

/** A list out of a file. */
interface ReadList {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** How many it names of the pictures that are there. */
  readonly pairs: number;
}

/** The set-of-pairs panel without its pictures on screen: choices, the run, what outlives a reload. */
export class PairsLab {
  readonly state: StoreApi<PairsState>;
  readonly table: PairsTable;
  private readonly services: Services;
  private readonly book: RunBook;
  /** As it was stored last. */
  private saved: SavedRun | null = null;
  readonly task = new Task<PairsProgress>();
  private begun = false;
  /** The list that was opened last, as its file held it. */
  private opened: Pick<ReadList, 'bytes' | 'text'> | null = null;

  constructor(services: Services, book: RunBook) {
    this.services = services;
    this.book = book;
    const choice = DEFAULT_CHOICE;
    const pictures = setFromSamples(services.base);
    this.state = createStore<PairsState>(() => ({
      choice,
      pictures,
      fileProblems: [],
      ...planned(choice, pictures),
      job: this.task.store.getState(),
      results: [],
      skipped: [],
      made: null,
      interrupted: null,
      kept: false,
    }));
    this.task.store.subscribe((job) => this.state.setState({ job }));
    this.table = new PairsTable(this.state, services.background);
  }

  /** Call when the panel is first shown: brings back what a reload interrupted, and goes on with it where it can. */
  async begin(): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    const stored = await this.book.load();
    // Who was faster than the database has begun something else.
    if (!stored || this.saved || this.task.running) return;
    const saved = stored.run;
    this.saved = saved;
    const { choice } = saved;
    const pictures = choice.source === 'samples' ? setFromSamples(this.services.base) : [];
    this.state.setState({ choice, pictures, kept: stored.keeping, ...planned(choice, pictures) });
    if (saved.status === 'none') return;
    if (saved.settings !== comparable(this.settings())) {
      if (saved.status === 'done') return;
      const interrupted = 'An unfinished run used other settings (model, layer, size or scope).';
      this.state.setState({ interrupted });
      return;
    }
    if (saved.choice.source === 'files') {
      const interrupted =
        'The last run was on files from your device. Drop the same files to have its results and to go on.';
      this.state.setState({ interrupted });
      return;
    }
    await this.recover();
    if (saved.status !== 'running') return;
    if (stored.here) await this.run();
    else {
      const interrupted =
        'This run has not ended: another tab may be at it. What it had measured is shown here; “Continue” does the rest in this tab.';
      this.state.setState({ interrupted });
    }
  }

  change(change: Partial<PairsChoice>): void {
    const { choice, pictures } = this.state.getState();
    const next = { ...choice, ...change };
    this.state.setState({ choice: next, ...planned(next, pictures) });
    this.save(next, this.saved?.status ?? 'none', this.saved?.settings ?? '');
  }

  takeSamples(): void {
    const pictures = setFromSamples(this.services.base);
    this.state.setState({ pictures, fileProblems: [], interrupted: null });
    this.change({ source: 'samples', pairing: 'suggested' });
  }

  /**
   * Replaces the set by these files. A list of names among them becomes the list of pairs; what is neither is left
   * out and counted.
   */
  async takeFiles(found: readonly FoundFile[]): Promise<void> {
    if (isMeasuring(this.state.getState())) {
      const problem = `A run is under way: ${found.length} new ${found.length === 1 ? 'file was' : 'files were'} not taken. Cancel the run, or wait for its end, and drop them again.`;
      this.state.setState({ fileProblems: [problem] });
      return;
    }
    const { pictures: meant, lists, others } = await sortFound(found);
    if (meant.length === 0) {
      const list = await this.bestOf(lists);
      if (list) this.take(list);
      else this.state.setState({ fileProblems: [noneAmong(found)] });
      return;
    }
    const { saved } = this;
    const progress = (done: number) => ({ doing: 'reading', done, total: meant.length }) as const;
    const read = await this.task.start(async (task) => {
      const { pictures, problems } = await setFromFiles(
        meant,
        nowAndThen((done: number) => task.report(progress(done), done / meant.length)),
      );
      task.signal.throwIfAborted();
      this.state.setState({ pictures });
      // Data sets come with lists of many kinds: one that names no pair of these pictures is none that is meant.
      const list = await this.bestOf(lists);
      const meantList = list !== null && list.pairs > 0;
      const fileProblems = [
        ...aboutLists(lists, meantList ? list : null),
        ...(others > 0 ? [`${others} other ${others === 1 ? 'file was' : 'files were'} left out.`] : []),
        ...problems,
      ];
      const { pairing } = this.state.getState().choice;
      this.state.setState({ fileProblems, interrupted: null });
      if (meantList) this.take(list, { source: 'files' });
      else {
        this.change({
          source: 'files',
          pairing: pairing === 'suggested' ? 'all' : pairing,
          ...this.readAgain(),
        });
      }
      return progress(meant.length);
    }, progress(0));
    if (!read) return;
    this.task.clear();
    if (saved && saved.status !== 'none' && saved.settings === comparable(this.settings()))
      await this.recover();
  }

  /** Takes the text of a file as the list of pairs. */
  async takeList(file: File): Promise<void> {
    const list = await this.bestOf([{ path: file.name, file }]);
    if (list) this.take(list);
  }

  private take({ bytes, text }: ReadList, change: Partial<PairsChoice> = {}): void {
    this.opened = { bytes, text };
    this.change({ ...change, pairing: 'list', list: text });
  }

  /** Of lists, the one that names the most pairs of the pictures; the last where none does. */
  private async bestOf(lists: readonly FoundFile[]): Promise<ReadList | null> {
    const index = NameIndex.of(this.state.getState().pictures);
    let best: ReadList | null = null;
    for (const { file } of lists) {
      const bytes = await file
        .arrayBuffer()
        .then((buffer) => new Uint8Array(buffer))
        .catch(() => null);
      if (!bytes) {
        const problem = `“${file.name}” could not be read: it was moved or changed. Choose it again.`;
        this.state.setState({ fileProblems: [problem] });
        continue;
      }
      const text = decodeText(bytes, index);
      const pairs = readPairList(text, index).pairs.length;
      if (!best || pairs >= best.pairs) best = { name: file.name, bytes, text, pairs };
    }
    return best;
  }

  /** The list that a file held, once it is known which pictures it may name: that tells in what it was saved. */
  private readAgain(): Partial<PairsChoice> {
    const { choice, pictures } = this.state.getState();
    if (!this.opened || choice.list !== this.opened.text) return {};
    const text = decodeText(this.opened.bytes, NameIndex.of(pictures));
    this.opened = { ...this.opened, text };
    return { list: text };
  }

  /** Measures what is not yet known, and shows a table that grows. */
  async run(): Promise<void> {
    if (this.task.running) return;
    const { choice, pairs, pictures } = this.state.getState();
    const settings = this.settings();
    this.state.setState({ interrupted: null, skipped: [] });
    this.save(choice, 'running', comparable(settings));
    const made = await this.task.start((task) => this.measure(task, settings), measured(0, pairs.length));
    this.save(choice, made ? 'done' : 'cancelled', comparable(settings));
    if (this.state.getState().pictures !== pictures) this.change({});
    await this.book.settled();
  }

  private async measure(task: RunningTask<PairsProgress>, settings: RunSettings): Promise<PairsProgress> {
    const { choice, pairs } = this.state.getState();
    const { place, known, session } = await this.recover();
    const { decoder } = this.services;
    const preparer = new PicturePreparer(
      async (blob, size, fit) => (await decoder.pixels(blob, size, fit)).rgb,
      settings.size,
      settings.fit,
    );
    task.timed();
    await runPairs(
      {
        pairs,
        variants: listVariants({ ...choice, scope: settings.scope }),
        layer: settings.layer,
        scope: settings.scope,
        size: settings.size,
        steps: choice.steps,
        seeds: SEEDS,
        known,
        engine: session,
        prepare: (picture) => preparer.prepare(picture),
        signal: task.signal,
      },
      {
        progress: (done, total, fraction) => task.report(measured(done, total), fraction),
        result: (result) => {
          this.state.setState(({ results }) => ({
            results: [...results.filter((one) => one.key !== result.key), result],
          }));
          void this.book.write(place, result);
        },
        skipped: (pair) => this.state.setState(({ skipped }) => ({ skipped: [...skipped, pair] })),
      },
    );
    return measured(pairs.length, pairs.length);
  }

  /** Masked copies that a run would take now, as far as is known what was measured before. */
  copies(): number {
    const { choice, pairs, results, made } = this.state.getState();
    const settings = this.settings();
    const same = made?.choice.steps === choice.steps && comparable(made.settings) === comparable(settings);
    const known = new Map(same ? results.map((result) => [result.key, result]) : []);
    const variants = listVariants({ ...choice, scope: settings.scope });
    return pairs.reduce(
      (sum, pair) => sum + copiesOfPair(missingOf(pair, variants, known), choice.steps, SEEDS),
      0,
    );
  }

  cancel(): void {
    this.task.cancel('Cancelled.');
  }

  /** Drops the results of the settings on screen, here and in the browser's storage. */
  async forget(): Promise<void> {
    const { made } = this.state.getState();
    this.task.clear();
    this.state.setState({ results: [], skipped: [], made: null });
    if (made) await this.book.clear(made.place);
  }

  /** Keeps this run on the device, beyond the tab, or lets go of everything that was. */
  async keep(on: boolean): Promise<void> {
    const { choice, made, results } = this.state.getState();
    // At once: what was ticked stands ticked while the browser stores it, and is taken back where it refuses.
    this.state.setState({ kept: on });
    if (!on) await this.book.unkeep();
    const run = this.saved ?? { choice, status: 'none', settings: '' };
    if (on && !(await this.book.keep(run, made?.place ?? null, results)))
      this.state.setState({ kept: false });
  }

  /** Puts the results that are already known for this choice on screen. */
  private async recover(): Promise<{
    place: RunPlace;
    known: readonly PairResult[];
    session: EngineSession;
  }> {
    const { choice, pairs } = this.state.getState();
    const settings = this.settings();
    const session = await openSession(this.services, settings);
    const { info } = session;
    const group = settingsKey(settings, choice.steps, info.modelSha256, info.backend);
    const place = { network: info.modelSha256, group };
    const known = await this.book.read(place, pairs);
    this.state.setState({ results: known, made: { choice, settings, backend: info.backend, place } });
    return { place, known, session };
  }

  private settings(): RunSettings {
    const { model, size, fit, layer, scope, backend } = this.services.store.getState().settings;
    return { model, size, fit, layer, scope, backend };
  }

  private save(choice: PairsChoice, status: SavedRun['status'], settings: string): void {
    this.saved = { choice, status, settings };
    void this.book.save(this.saved);
  }
}

/** What is said of files of which nothing can be used. */
function noneAmong(found: readonly FoundFile[]): string {
  const table = found.find(({ path }) => /\.(xlsx?|xlsm|ods|numbers)$/i.test(path));
  return table
    ? `“${table.file.name}” is a workbook. Open it in its program, save the sheet as CSV (UTF-8), and open that.`
    : 'There is no picture and no list among these files.';
}

/** What became of the lists among files that have pictures, too. */
function aboutLists(lists: readonly FoundFile[], used: ReadList | null): string[] {
  if (used)
    return lists.length > 1
      ? [`Of ${lists.length} lists among these files “${used.name}” is used: it names the most pairs.`]
      : [];
  return lists.map(({ path }) => `“${path}” names no pair of these pictures and is not used as a list.`);
}

const measured = (done: number, total: number): PairsProgress => ({ doing: 'measuring', done, total });

const planned = (choice: PairsChoice, pictures: PairsState['pictures']) => {
  const { pairs, available, problems } = planPairs(choice, pictures);
  return { pairs, available, listProblems: problems };
};

const comparable = (settings: RunSettings): string => JSON.stringify(settings);
