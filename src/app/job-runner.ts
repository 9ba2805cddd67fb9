import { AppError, toAppError } from '../core/app-error.ts';
import { modelCard } from '../core/models/index.ts';
import type { LoadProgress } from '../engine/api.ts';
import type { EngineClient } from '../engine/client/client.ts';
import { type ExplainRequest, explain } from './explain.ts';
import { makeNotice } from './make-notice.ts';
import { Newest } from './newest.ts';
import { answeredBy, isCurrent, type PageQuestion, questionOf, sameQuestion } from './question.ts';
import { ResultStore } from './result-store.ts';
import type { PartialMap, Result, Settings } from './state.ts';
import type { Store } from './store.ts';

/** Faults that a fresh worker cures; tried once by itself before the user is bothered. */
const CURABLE: readonly AppError['code'][] = ['worker-crashed', 'backend-lost'];

const CANCELLED = new AppError('cancelled');

/**
 * Runs one explanation at a time; the latest request wins. A request that comes while one runs cancels it and waits
 * its turn, so that stepping through ten layers computes the first and the last, not all ten.
 *
 * This is no `Task`. A task that is stopped is over at once, though the worker may still be busy with it: its successor
 * would be handed to the worker right behind it. Tried, ten layers in a row then cost twenty passes back, of which
 * sixteen were for nothing. Here the next explanation waits until the worker is free, by when a newer one may be wanted.
 */
export class JobRunner {
  private readonly store: Store;
  private readonly client: EngineClient;
  private readonly options: Pick<ExplainRequest, 'pixels' | 'base' | 'references'>;
  private readonly known: ResultStore;
  private readonly questions = new Newest<PageQuestion>((question) => this.run(question, true));
  private current: number | null = null;
  /** The job that was under way when the user cancelled. */
  private givenUp: number | null = null;
  /** Ends the wait of the job under way for the vectors of others. */
  private waiting = new AbortController();
  /** The settings of the job under way. */
  private underWay: Settings | null = null;
  /** Whether the user's last word was to stop. */
  cancelled = false;

  constructor(
    store: Store,
    client: EngineClient,
    options: Pick<ExplainRequest, 'pixels' | 'base' | 'references'>,
    known = new ResultStore(),
  ) {
    this.store = store;
    this.client = client;
    this.options = options;
    this.known = known;
  }

  /**
   * Opens what the settings will need before there is a pair to explain. A job that begins meanwhile finds it under
   * way and takes over; a failure is met again by the first job.
   */
  async prepare(): Promise<void> {
    const { settings } = this.store.getState();
    this.underWay = settings;
    const loading = (progress: LoadProgress) => this.store.setState({ job: { status: 'loading', progress } });
    try {
      const { model, backend } = settings;
      const session = await this.client.open(modelCard(model), backend, this.options.base, loading);
      // The first pass, which takes three times as long as later ones, is got over with.
      if (!this.questions.busy) await session.warmUp(settings.size);
    } catch {
      // As above.
    } finally {
      if (!this.questions.busy && this.store.getState().job.status === 'loading')
        this.store.setState({
          job: { status: 'idle' },
          ...(this.cancelled && { notice: makeNotice('Cancelled.') }),
        });
    }
  }

  /** Explains what the store holds now, once all images are there that take part. */
  request(): void {
    this.cancelled = false;
    const question = questionOf(this.store.getState());
    // Too few images, or nobody to be held against yet: what stands there stays.
    if (!question) return;
    const { busy } = this.questions;
    void this.questions.ask(question);
    if (busy) this.stopCurrent(question.settings);
  }

  /** Stops what runs or loads; the last result stays. */
  cancel(): void {
    const { status } = this.store.getState().job;
    this.cancelled = status === 'loading' || status === 'running';
    this.questions.drop();
    this.givenUp = this.current;
    this.stopCurrent(null);
  }

  /** A network that is not there yet is given up unless it is wanted next. */
  private stopCurrent(next: Settings | null): void {
    const { model, backend } = this.underWay ?? {};
    this.waiting.abort(CANCELLED);
    // Where nothing of the page's own is under way, whoever else opens a network is left alone.
    const opening = this.current !== null || this.store.getState().job.status === 'loading';
    if (opening && !this.client.ready && (next?.model !== model || next?.backend !== backend))
      this.client.close();
    else if (this.current !== null) void this.client.cancel(this.current).catch(() => undefined);
  }

  private async run(wanted: PageQuestion, mayRetry: boolean): Promise<void> {
    const recalled = this.recall(wanted);
    if (recalled) {
      this.show(recalled);
      return;
    }
    const id = this.client.newJob();
    this.current = id;
    this.underWay = wanted.settings;
    this.waiting = new AbortController();
    // The first image's rejection ends a job; the other image's worker may report once more.
    const mine = () => this.current === id;
    // A download under way keeps its bar until it is over.
    if (this.store.getState().job.status !== 'loading') this.showRunning(null);
    if (this.store.getState().partial.length > 0) this.store.setState({ partial: [] });
    let partial: readonly (PartialMap | null)[] = wanted.images.map(() => null);
    try {
      const result = await explain(
        this.client,
        { id, signal: this.waiting.signal, ...wanted, ...this.options, known: this.known },
        {
          loading: (progress) => {
            if (mine()) this.store.setState({ job: { status: 'loading', progress } });
          },
          running: (fraction) => {
            if (mine()) this.showRunning(fraction);
          },
          partial: (index, map) => {
            if (!mine()) return;
            const { fit, size, method } = wanted.settings;
            partial = partial.with(index, { of: wanted.images[index]!, fit, size, method, map });
            this.store.setState({ partial });
          },
        },
      );
      this.known.remember(result);
      if (!this.questions.superseded) {
        this.show(result);
        // A newer choice was cancelled when this could no longer be stopped.
        if (this.givenUp === id && !isCurrent(this.store.getState())) this.fail(CANCELLED);
      }
    } catch (error) {
      if (mine()) this.current = null;
      const fault = toAppError(error);
      // Whatever failed in the engine, the next try starts from a fresh worker.
      if (fault.code !== 'cancelled' && !fault.isOfFile) this.client.close();
      if (!this.questions.superseded) {
        if (mayRetry && CURABLE.includes(fault.code)) await this.run(wanted, false);
        else this.fail(fault);
      }
    } finally {
      if (this.current === id) this.current = null;
    }
  }

  /** A result of the engine that is open now, found before or made ahead, as the answer to a new question. */
  private recall(wanted: PageQuestion): Result | null {
    const found = this.known.recall(wanted);
    const session = found && this.client.unbrokenSession(found.engine);
    if (!session) return null;
    const cost = { ...found.cost, ...session.held, forwarded: 0, propagations: 0, recalled: true };
    return { ...found, id: this.client.newJob(), cost };
  }

  private show(result: Result): void {
    this.store.setState({ result, job: { status: 'done' }, partial: [], evidence: null });
  }

  /** An equal job would be another object, and the page would render once more for nothing. */
  private showRunning(fraction: number | null): void {
    const { job } = this.store.getState();
    if (job.status === 'running' && job.fraction === fraction) return;
    this.store.setState({ job: { status: 'running', fraction } });
  }

  private fail(fault: AppError): void {
    const { result, images } = this.store.getState();
    if (fault.code !== 'cancelled') {
      this.store.setState({ job: { status: 'failed', fault }, partial: [] });
      return;
    }
    this.store.setState({ job: { status: 'idle' }, partial: [], notice: makeNotice('Cancelled.') });
    // The controls go back to what the map on screen was made with, where it is of this pair.
    const asked = result && questionOf({ images, settings: result.settings });
    if (!asked) return;
    const answers = sameQuestion(asked, answeredBy(result));
    const shown = answers ? result : this.recall(asked);
    if (shown) this.store.setState({ settings: asked.settings, result: shown, job: { status: 'done' } });
  }
}
