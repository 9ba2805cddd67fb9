import type { StoreApi } from 'zustand/vanilla';
import { toAppError } from '../../core/app-error.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import { type Hit, rank } from '../../core/retrieval/rank.ts';
import { row, similarities, squaredNorm, type VectorTable } from '../../core/retrieval/vector-table.ts';
import type { OpenInfo } from '../../engine/api.ts';
import { type ImageGroup, imageGroup } from '../against/image-group.ts';
import { openSession, withJob } from '../engine-task.ts';
import { PICTURES, paceOf, placeOf } from '../pace.ts';
import type { Services } from '../services.ts';
import { sameSettings } from '../settings.ts';
import { type RunningTask, Task } from '../task.ts';
import { decodeText } from './decode-text.ts';
import { embedSet } from './embed-set.ts';
import { fairShare } from './fair-share.ts';
import { type FoundFile, isPicture } from './found-file.ts';
import type { Verification } from './gallery-scores.ts';
import {
  type GalleryProgress,
  type GallerySettings,
  type GalleryState,
  isEmbedding,
  type Unembedded,
} from './gallery-state.ts';
import { KeptVectors, whereOf } from './kept-vectors.ts';
import { NameIndex } from './name-index.ts';
import { nowAndThen } from './now-and-then.ts';
import { PairMaps } from './pair-maps.ts';
import { classOf, picturePath, type SetPicture } from './picture-set.ts';
import { readClassList } from './read-class-list.ts';
import { readRankedList } from './read-ranked-list.ts';
import type { Shortlist } from './rerank.ts';
import { setFromFiles, sortFound } from './set-from-files.ts';
import { setFromSamples } from './set-from-samples.ts';
import { isZip, unzipFiles } from './unzip-files.ts';

/** Hits that are kept of a ranking; a list that anybody scrolls further than this is exported instead. */
const HITS = 500;

/** Fewer pictures tell little of how long many take. */
const TELLING = 8;

const EMBEDDING: GalleryProgress = { doing: 'embedding' };

/** Any number of pictures, embedded, ranked against each other. Vectors stay in this tab's memory. */
export class Gallery {
  readonly state: StoreApi<GalleryState>;
  /** Maps of its pictures beside each other. */
  readonly maps: PairMaps;
  private readonly services: Services;
  private readonly kept: KeptVectors;
  /** Whether {@link GalleryState.keeping} says what the storage does. */
  private asked: Promise<void> | null = null;
  /** `[pictures, E]`; rows of pictures without a vector are zero. */
  private table: VectorTable = { data: new Float32Array(0), count: 0, length: 0 };
  /** `x·x` of the rows that are known: made as they come, or the first query of thousands would wait for all. */
  private squares = new Float64Array(0);
  private known: Uint8Array = new Uint8Array(0);
  /** How many are known. */
  private count = 0;
  /** Of the run in progress, or the last one. */
  private failures: Unembedded[] = [];
  private madeBy: Pick<OpenInfo, 'modelSha256' | 'backend'> | null = null;
  private readonly task = new Task<GalleryProgress>();
  private resume: (() => void) | null = null;
  private paused: Promise<void> | null = null;
  /** How often it was; time spent waiting tells nothing. */
  private pauses = 0;

  constructor(services: Services, state: StoreApi<GalleryState>) {
    this.services = services;
    this.state = state;
    this.maps = new PairMaps(services);
    this.kept = new KeptVectors(services.storage.kept);
    this.task.store.subscribe((job) => state.setState({ job }));
  }

  /** Replaces the gallery by the pictures among these files, archives opened, and embeds them; the last choice counts. */
  async takeFiles(found: readonly FoundFile[]): Promise<void> {
    this.cancel();
    this.state.setState({ problems: [] });
    await this.task.start(
      async (task) => {
        const { pictures, problems } = await this.read(task, found);
        this.show(pictures, problems);
        return pictures.length > 0 ? this.embedded(task) : EMBEDDING;
      },
      { doing: 'reading', done: 0, total: found.length },
    );
  }

  private async read(
    { signal, report }: RunningTask<GalleryProgress>,
    found: readonly FoundFile[],
  ): ReturnType<typeof setFromFiles> {
    const problems: string[] = [];
    const opened: FoundFile[] = [];
    const pause = fairShare();
    for (const one of found) {
      await pause();
      if (!isZip(one)) opened.push(one);
      else
        await unzipFiles(one, isPicture).then(
          (files) => opened.push(...files),
          (error: unknown) => problems.push(toAppError(error).message),
        );
    }
    const { pictures: meant, lists, ...rest } = await sortFound(opened);
    const others = rest.others + lists.length;
    if (others > 0) problems.push(`${others} other ${others === 1 ? 'file was' : 'files were'} left out.`);
    const total = meant.length;
    const told = nowAndThen((done: number) => report({ doing: 'reading', done, total }, done / total));
    const set = await setFromFiles(meant, told);
    signal.throwIfAborted();
    if (set.pictures.length === 0) problems.push('There is no picture among these files.');
    return { pictures: set.pictures, problems: [...problems, ...set.problems] };
  }

  /** The photographs that ship, to see what a gallery does. */
  async takeSamples(): Promise<void> {
    this.cancel();
    this.show(setFromSamples(this.services.base), []);
    await this.task.start((task) => this.embedded(task), EMBEDDING);
  }

  /** Embeds what has no vector under the settings on screen; all of it where those have changed. */
  async embed(): Promise<void> {
    if (!this.task.running) await this.task.start((task) => this.embedded(task), EMBEDDING);
  }

  private async embedded(task: RunningTask<GalleryProgress>): Promise<GalleryProgress> {
    const { signal } = task;
    const settings = this.settings();
    const { pictures, made } = this.state.getState();
    if (!made || !sameSettings(made, settings)) this.forgetVectors();
    let wanted = [...pictures.keys()].filter((index) => this.known[index] === 0);
    this.failures = [];
    this.state.setState({ failed: [], made: settings });
    task.report(EMBEDDING, 0);
    let done = 0;
    const news = nowAndThen(() => {
      this.tellCounts();
      task.report(EMBEDDING, done / wanted.length);
    });
    // What came until the user stopped it is counted; what comes later is of another run, or of none.
    signal.addEventListener('abort', () => this.tellCounts(), { once: true });
    try {
      const session = await openSession(this.services, settings);
      signal.throwIfAborted();
      this.madeBy = session.info;
      const where = whereOf(session.info.modelSha256, session.info.backend, settings);
      await this.askStorage();
      if (this.state.getState().keeping) {
        const ids = wanted.map((index) => pictures[index]!.id);
        let recalled = 0;
        await this.kept.read(where, ids, signal, (order, vector) => {
          if (signal.aborted) return;
          this.note(wanted[order]!, vector);
          recalled += 1;
          news();
        });
        signal.throwIfAborted();
        this.state.setState((state) => ({ recalled: state.recalled + recalled }));
        wanted = wanted.filter((index) => this.known[index] === 0);
      }
      task.timed();
      const begun = performance.now();
      const { pauses } = this;
      const { decoder } = this.services;
      await withJob(session, signal, (job) =>
        embedSet({
          pictures: wanted.map((index) => pictures[index]!),
          pixels: async (blob) => (await decoder.pixels(blob, settings.size, settings.fit)).rgb,
          embed: (images, count) => session.embed(images, count, settings.size, job),
          found: (order, outcome) => {
            if (signal.aborted) return;
            const index = wanted[order]!;
            this.note(index, outcome);
            if (!(outcome instanceof Error) && this.state.getState().keeping)
              void this.kept.put(where, pictures[index]!.id, outcome);
            done += 1;
            news();
          },
          proceed: async () => {
            signal.throwIfAborted();
            if (this.paused) this.tellCounts();
            await this.paused;
            signal.throwIfAborted();
          },
        }),
      );
      if (wanted.length >= TELLING && pauses === this.pauses)
        paceOf(this.services).note(
          placeOf({ settings, engine: session.info }),
          PICTURES,
          wanted.length,
          performance.now() - begun,
        );
      return EMBEDDING;
    } finally {
      if (!signal.aborted) this.tellCounts();
    }
  }

  pause(): void {
    if (!isEmbedding(this.state.getState()) || this.paused) return;
    this.paused = new Promise((resolve) => {
      this.resume = resolve;
    });
    this.pauses += 1;
    this.state.setState({ paused: true });
  }

  /** After {@link pause}, or after a run that stopped. */
  async goOn(): Promise<void> {
    if (!this.paused) return this.embed();
    this.unpause();
  }

  private unpause(): void {
    this.paused = null;
    this.resume?.();
    this.state.setState({ paused: false });
  }

  cancel(): void {
    this.unpause();
    this.task.cancel('Cancelled.');
  }

  /** Ranks all other pictures by their similarity to this one; null shows no neighbours. */
  ask(index: number | null, metric: MetricId = this.services.store.getState().settings.metric): void {
    const { ranked } = this.state.getState();
    const listed = index === null ? undefined : ranked?.lists.get(index);
    if (ranked && listed && index !== null) {
      this.state.setState({ query: { index, metric, hits: listed.slice(0, HITS), from: ranked.file } });
      return;
    }
    if (index === null || this.known[index] !== 1) {
      this.state.setState({ query: null });
      return;
    }
    const hits = this.nearest(index, metric, HITS);
    this.state.setState({ query: { index, metric, hits, from: null } });
  }

  /** Reads once whether vectors are kept on this device. */
  askStorage(): Promise<void> {
    this.asked ??= this.kept.keeping().then((keeping) => this.state.setState({ keeping }));
    return this.asked;
  }

  /** Keeps the vectors on this device, those made until now too; or none of them any more. */
  async keep(keeping: boolean): Promise<void> {
    await this.askStorage();
    if (!keeping) {
      this.state.setState({ keeping: false });
      await this.kept.end();
      return;
    }
    const begun = await this.kept.begin();
    this.state.setState((state) => ({
      keeping: begun,
      ...(!begun && { problems: [...state.problems, 'This browser keeps nothing for this page.'] }),
    }));
    const { made, pictures } = this.state.getState();
    const { modelSha256, backend } = this.madeBy ?? {};
    if (!begun || !made || modelSha256 === undefined || backend === undefined) return;
    const where = whereOf(modelSha256, backend, made);
    for (const [index, { id }] of pictures.entries())
      if (this.known[index] === 1) await this.kept.put(where, id, row(this.table, index).slice());
  }

  /** For whoever asks how a pair scores among the gallery's. */
  noteVerification(metric: MetricId, verification: Verification): void {
    this.state.setState({ verified: { metric, verification } });
  }

  /** Pictures, by index, that are not the only ones of their class. */
  queries(): number[] {
    const { pictures } = this.state.getState();
    const sizes = new Map<string, number>();
    for (const [index, picture] of pictures.entries()) {
      const name = classOf(picture);
      if (name !== '' && this.known[index] === 1) sizes.set(name, (sizes.get(name) ?? 0) + 1);
    }
    return [...pictures.keys()].filter(
      (index) => this.known[index] === 1 && (sizes.get(classOf(pictures[index]!)) ?? 0) > 1,
    );
  }

  /** A picture that has a vector, with its first hits. */
  shortlist(index: number, metric: MetricId, length: number): Shortlist {
    const { pictures } = this.state.getState();
    const hits = this.nearest(index, metric, length);
    return { query: pictures[index]!, hits: hits.map((hit) => pictures[hit.index]!) };
  }

  /** Other pictures that have a vector, by falling similarity. */
  private nearest(index: number, metric: MetricId, limit: number): Hit[] {
    const scores = similarities(METRICS[metric], row(this.table, index), this.table, this.squares);
    return rank(scores, (other) => other !== index && this.known[other] === 1, limit);
  }

  /** Picks a picture by hand, or lets it go. */
  toggle(index: number): void {
    const selected = new Set(this.state.getState().selected);
    if (!selected.delete(index)) selected.add(index);
    this.state.setState({ selected });
  }

  /** These, and no others. */
  select(indices: readonly number[]): void {
    this.state.setState({ selected: new Set(indices) });
  }

  /** Whether a picture has a vector. */
  knows(index: number): boolean {
    return this.known[index] === 1;
  }

  /** Some of the pictures, those that can be read, as a group that images are explained against or by. */
  group(name: string, meant: (picture: SetPicture, index: number) => boolean): ImageGroup {
    const { pictures } = this.state.getState();
    const members = pictures.filter((picture, index) => this.known[index] === 1 && meant(picture, index));
    return imageGroup(
      name,
      members.map((picture) => ({
        id: picture.id,
        name: picturePath(picture),
        subject: picture.subject,
        blob: () => picture.blob(),
      })),
    );
  }

  /** Hits that another program ranked, by the names of these pictures; what is wrong with the file is told. */
  async takeRanked(file: File): Promise<void> {
    const { pictures } = this.state.getState();
    try {
      const names = NameIndex.of(pictures);
      const text = decodeText(new Uint8Array(await file.arrayBuffer()), names);
      const { lists, problems } = readRankedList(text, names);
      const at = new Map(pictures.map((picture, index) => [picture, index]));
      const byIndex = [...lists].map(
        ([query, hits]) =>
          [
            at.get(query)!,
            hits.map(({ picture, score }): Hit => ({ index: at.get(picture)!, score })),
          ] as const,
      );
      this.state.setState({ ranked: { file: file.name, lists: new Map(byIndex), problems }, query: null });
      const [first] = byIndex;
      if (first) this.ask(first[0]);
    } catch (error) {
      const problems = [`“${file.name}”: ${toAppError(error).message}`];
      this.state.setState({ ranked: { file: file.name, lists: new Map(), problems } });
    }
  }

  /** Classes from a list of names, instead of from folders; what is wrong with the file is told. */
  async takeClasses(file: File): Promise<void> {
    const { pictures } = this.state.getState();
    try {
      const names = NameIndex.of(pictures);
      const text = decodeText(new Uint8Array(await file.arrayBuffer()), names);
      const { classes, problems } = readClassList(text, names);
      const named = classes.size;
      this.state.setState({
        ...(named > 0 && {
          pictures: pictures.map((picture) => ({ ...picture, label: classes.get(picture) ?? '' })),
          verified: null,
        }),
        labelled: { file: file.name, named, problems },
      });
    } catch (error) {
      const problems = [`“${file.name}”: ${toAppError(error).message}`];
      this.state.setState({ labelled: { file: file.name, named: 0, problems } });
    }
  }

  /** Pictures of one folder are of one class again. */
  forgetClasses(): void {
    this.state.setState(({ pictures }) => ({
      pictures: pictures.map((picture) => ({ ...picture, label: undefined })),
      labelled: null,
      verified: null,
    }));
  }

  /** The network ranks again. */
  forgetRanked(): void {
    this.state.setState({ ranked: null, query: null });
  }

  /** Indices of the pictures that have a vector. */
  get rows(): readonly number[] {
    return [...this.known.keys()].filter((index) => this.known[index] === 1);
  }

  /** The vectors that there are, with the pictures they are of. */
  vectors(): { readonly table: VectorTable; readonly rows: readonly number[] } {
    const { rows } = this;
    const { length } = this.table;
    const data = new Float32Array(rows.length * length);
    for (const [i, index] of rows.entries()) data.set(row(this.table, index), i * length);
    return { table: { data, count: rows.length, length }, rows };
  }

  /** Whether what is on the stage's controls would give other vectors. */
  get stale(): boolean {
    const { made } = this.state.getState();
    return made !== null && !sameSettings(made, this.settings());
  }

  private show(pictures: GalleryState['pictures'], problems: readonly string[]): void {
    this.state.setState({
      pictures,
      problems,
      query: null,
      ranked: null,
      labelled: null,
      failed: [],
      selected: new Set(),
    });
    this.forgetVectors();
  }

  private forgetVectors(): void {
    const count = this.state.getState().pictures.length;
    this.table = { data: new Float32Array(0), count, length: 0 };
    this.known = new Uint8Array(count);
    this.count = 0;
    this.squares = new Float64Array(count);
    this.state.setState({ embedded: 0, recalled: 0, made: null, query: null, verified: null });
  }

  /** Without a word: see {@link tellCounts}. */
  private note(index: number, outcome: Float32Array | Error): void {
    const { pictures } = this.state.getState();
    if (outcome instanceof Error) {
      this.failures.push({ path: picturePath(pictures[index]!), message: outcome.message });
      return;
    }
    if (this.table.length === 0) {
      const data = new Float32Array(pictures.length * outcome.length);
      this.table = { data, count: pictures.length, length: outcome.length };
    }
    this.table.data.set(outcome, index * this.table.length);
    this.squares[index] = squaredNorm(this.table, index);
    this.known[index] = 1;
    this.count += 1;
  }

  /** Says how far the embedding is; thousands of pictures are not told one by one. */
  private tellCounts(): void {
    const { failed } = this.state.getState();
    this.state.setState({
      embedded: this.count,
      failed: failed.length === this.failures.length ? failed : [...this.failures],
    });
  }

  private settings(): GallerySettings {
    const { model, size, fit, backend } = this.services.store.getState().settings;
    return { model, size, fit, backend };
  }
}
