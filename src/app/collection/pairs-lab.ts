import { createStore, type StoreApi } from 'zustand/vanilla';
import { toAppError } from '../../core/app-error.ts';
import { modelCard } from '../../core/models/index.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { stopWords } from '../stop-words.ts';
import type { Workshop } from '../workshop.ts';
import { decodeText } from './decode-text.ts';
import { DEFAULT_CHOICE } from './default-choice.ts';
import { listVariants } from './list-variants.ts';
import type { PairResult } from './pair-result.ts';
import type { PairsChoice, PairsState, RunSettings } from './pairs-state.ts';
import { PairsTable } from './pairs-table.ts';
import { PicturePreparer } from './picture-preparer.ts';
import { pairKey } from './picture-set.ts';
import { planPairs } from './plan-pairs.ts';
import type { ResultBook } from './result-book.ts';
import { runPairs } from './run-pairs.ts';
import { loadRun, type SavedRun, saveRun } from './saved-run.ts';
import { type FoundFile, isLeftBySystem, isList, isPicture, setFromFiles } from './set-from-files.ts';
import { setFromSamples } from './set-from-samples.ts';
import { SEEDS, settingsKey } from './settings-key.ts';

/** The set-of-pairs panel without its pictures on screen: choices, the run, what outlives a reload. */
export class PairsLab {
  readonly state: StoreApi<PairsState>;
  readonly table: PairsTable;
  private readonly workshop: Workshop;
  private readonly book: ResultBook;
  private stop: AbortController | null = null;
  private begun = false;

  constructor(workshop: Workshop, book: ResultBook) {
    this.workshop = workshop;
    this.book = book;
    const choice = loadRun()?.choice ?? DEFAULT_CHOICE;
    const pictures = choice.source === 'samples' ? setFromSamples(workshop.base) : [];
    this.state = createStore<PairsState>(() => ({
      choice,
      pictures,
      fileProblems: [],
      ...planned(choice, pictures),
      job: { status: 'idle' },
      results: [],
      skipped: [],
      made: null,
      interrupted: null,
    }));
    this.table = new PairsTable(this.state, workshop.background);
  }

  /** Call when the panel is first shown: brings back what a reload interrupted, and goes on with it where it can. */
  async begin(): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    const saved = loadRun();
    if (!saved || saved.status === 'none') return;
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
    if (saved.status === 'running') await this.run();
  }

  change(change: Partial<PairsChoice>): void {
    const { choice, pictures } = this.state.getState();
    const next = { ...choice, ...change };
    this.state.setState({ choice: next, ...planned(next, pictures) });
    const saved = loadRun();
    this.save(next, saved?.status ?? 'none', saved?.settings ?? '');
  }

  takeSamples(): void {
    const pictures = setFromSamples(this.workshop.base);
    this.state.setState({ pictures, fileProblems: [], interrupted: null });
    this.change({ source: 'samples', pairing: 'suggested' });
  }

  /**
   * Replaces the set by these files. A list of names among them becomes the list of pairs; what is neither is left
   * out and counted.
   */
  async takeFiles(found: readonly FoundFile[]): Promise<void> {
    if (this.stop) {
      const problem = `A run is under way: ${found.length} new ${found.length === 1 ? 'file was' : 'files were'} not taken. Cancel the run, or wait for its end, and drop them again.`;
      this.state.setState({ fileProblems: [problem] });
      return;
    }
    const lists = found.filter(isList);
    const meant = found.filter(isPicture);
    if (lists.length > 0) await this.takeList(lists.at(-1)!.file);
    if (meant.length === 0) {
      if (lists.length > 0) return;
      this.state.setState({ fileProblems: ['There is no picture and no list among these files.'] });
      return;
    }
    const report = (done: number) =>
      this.state.setState({ job: { status: 'reading', done, total: meant.length } });
    report(0);
    const { pictures, problems } = await setFromFiles(meant, report);
    const others = found.filter((file) => !isLeftBySystem(file)).length - meant.length - lists.length;
    const fileProblems =
      others > 0
        ? [`${others} other ${others === 1 ? 'file was' : 'files were'} left out.`, ...problems]
        : problems;
    const { pairing } = this.state.getState().choice;
    this.state.setState({ pictures, fileProblems, job: { status: 'idle' }, interrupted: null });
    const saved = loadRun();
    this.change({
      source: 'files',
      pairing: lists.length > 0 ? 'list' : pairing === 'suggested' ? 'all' : pairing,
    });
    if (saved && saved.status !== 'none' && saved.settings === comparable(this.settings()))
      await this.recover();
  }

  /** Takes the text of a file as the list of pairs. */
  async takeList(file: File): Promise<void> {
    const list = decodeText(new Uint8Array(await file.arrayBuffer()));
    this.change({ pairing: 'list', list });
  }

  /** Measures what is not yet known, and shows a table that grows. */
  async run(): Promise<void> {
    if (this.stop) return;
    const stop = new AbortController();
    this.stop = stop;
    const { choice, pairs, pictures } = this.state.getState();
    const settings = this.settings();
    const began = performance.now();
    this.state.setState({
      job: { status: 'running', done: 0, total: pairs.length, left: null, fraction: 0 },
      interrupted: null,
      skipped: [],
    });
    this.save(choice, 'running', comparable(settings));
    try {
      const { key, known, session } = await this.recover();
      stop.signal.throwIfAborted();
      const { decoder, background } = this.workshop;
      const preparer = new PicturePreparer(
        async (blob, size, fit) => (await decoder.pixels(blob, size, fit)).rgb,
        background,
        settings.size,
        settings.fit,
      );
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
          background,
          prepare: (picture) => preparer.prepare(picture),
          signal: stop.signal,
        },
        {
          progress: (done, total, fraction) => {
            const spent = performance.now() - began;
            const left = fraction > 0 ? (spent * (1 - fraction)) / fraction : null;
            this.state.setState({ job: { status: 'running', done, total, left, fraction } });
          },
          result: (result) => {
            this.state.setState(({ results }) => ({
              results: [...results.filter((one) => one.key !== result.key), result],
            }));
            // A browser that refuses storage loses the resuming, not the run.
            this.book.write(key, result).catch(() => undefined);
          },
          skipped: (pair) => this.state.setState(({ skipped }) => ({ skipped: [...skipped, pair] })),
        },
      );
      this.state.setState({ job: { status: 'done' } });
      this.save(choice, 'done', comparable(settings));
    } catch (error) {
      const message = stop.signal.aborted ? 'Cancelled.' : stopWords(toAppError(error));
      this.state.setState({ job: { status: 'stopped', message } });
      this.save(choice, 'cancelled', comparable(settings));
    } finally {
      this.stop = null;
      if (this.state.getState().pictures !== pictures) this.change({});
    }
  }

  cancel(): void {
    this.stop?.abort(new Error('cancelled'));
  }

  /** Drops the results of the settings on screen, here and in the browser's storage. */
  async forget(): Promise<void> {
    const { made } = this.state.getState();
    this.state.setState({ results: [], skipped: [], made: null, job: { status: 'idle' } });
    if (made) await this.book.clear(made.key).catch(() => undefined);
  }

  /** Puts the results that are already known for this choice on screen. */
  private async recover(): Promise<{
    key: string;
    known: readonly PairResult[];
    session: EngineSession;
  }> {
    const { choice, pairs } = this.state.getState();
    const settings = this.settings();
    const session = await this.open(settings);
    const { info } = session;
    const key = settingsKey(settings, choice.steps, info.modelSha256, info.backend);
    const wanted = new Set(pairs.map(pairKey));
    const stored = await this.book.read(key).catch(() => []);
    const known = stored.filter((result) => wanted.has(result.key));
    this.state.setState({ results: known, made: { choice, settings, backend: info.backend, key } });
    return { key, known, session };
  }

  private open(settings: RunSettings): Promise<EngineSession> {
    const { client, base } = this.workshop;
    return client.open(modelCard(settings.model), settings.backend, base, () => undefined);
  }

  private settings(): RunSettings {
    const { model, size, fit, layer, scope, backend } = this.workshop.store.getState().settings;
    return { model, size, fit, layer, scope, backend };
  }

  private save(choice: PairsChoice, status: SavedRun['status'], settings: string): void {
    saveRun({ choice, status, settings });
  }
}

const planned = (choice: PairsChoice, pictures: PairsState['pictures']) => {
  const { pairs, available, problems } = planPairs(choice, pictures);
  return { pairs, available, listProblems: problems };
};

const comparable = (settings: RunSettings): string => JSON.stringify(settings);
