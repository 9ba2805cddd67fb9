import { proxy } from 'comlink';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError, toAppError } from '../../core/app-error.ts';
import { registerModel } from '../../core/models/index.ts';
import type { ModelCard } from '../../core/models/model.ts';
import type { BackendId } from '../../engine/api.ts';
import type { EngineClient } from '../../engine/client/client.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import type { OwnBytes } from '../../engine/client/model-bytes.ts';
import type { Finding } from '../../graph/inspect.ts';
import { PREPROCESSINGS } from '../../graph/preprocess.ts';
import { pageHasPolicy } from '../../workers/under-policy.ts';
import { WorkerHandle, type WorkerLike } from '../../workers/worker-handle.ts';
import { registerClassifier } from '../classifier/own-classifiers.ts';
import type { Settings } from '../state.ts';
import { Task } from '../task.ts';
import type { ImportApi, PreparedNetwork } from './import-api.ts';
import { type NetworkChoices, proposed, toReader } from './network-choices.ts';
import type { KeptNetwork, NetworkStore } from './network-store.ts';
import { type NetworksState, NO_NETWORK, type WantedNetwork } from './networks-state.ts';
import { type OwnCard, ownCard } from './own-card.ts';
import { patientCall } from './patient-call.ts';

/** Prepared bytes of one network are held for the engine's restarts up to this; larger ones are read again. */
const HELD_BYTES = 64e6;

/** What networks are run on where they are checked against another framework. */
export interface CheckEngine {
  open(own: OwnBytes): EngineClient;
  backend(): BackendId | null;
  readonly base: string;
  /** The images that stand on the page. */
  images(how: Pick<Settings, 'size' | 'fit'>): readonly ImageSource[];
}

/** What an own network was made from. */
interface Origin {
  readonly files: readonly File[];
  readonly choices: NetworkChoices;
}

/**
 * The user's own networks: files are read in a worker of their own, what they are is said, and what is chosen
 * becomes one of the page's networks. Nothing is stored unless it is asked for.
 */
export class Networks {
  readonly state: StoreApi<NetworksState> = createStore(() => NO_NETWORK);
  private readonly spawn: () => WorkerLike;
  private readonly store: NetworkStore;
  readonly engine: CheckEngine;
  private readonly adopt: (card: OwnCard, wanted: WantedNetwork | null) => void;
  private worker: WorkerHandle<ImportApi> | null = null;
  private files: readonly File[] = [];
  /** By full identity. */
  private readonly origins = new Map<string, Origin>();
  private held: { readonly sha256: string; readonly prepared: PreparedNetwork } | null = null;
  /** Reading, looking again, preparing: whatever is asked for takes over from what ran before. */
  private readonly task = new Task<null>();

  /** @param adopt a network is one of the page's: choose it. */
  constructor(
    spawn: () => WorkerLike,
    store: NetworkStore,
    engine: CheckEngine,
    adopt: (card: OwnCard, wanted: WantedNetwork | null) => void,
  ) {
    this.spawn = spawn;
    this.store = store;
    this.engine = engine;
    this.adopt = adopt;
  }

  /**
   * Reads files and says what they are. Further files may come for a network that lacks some: its external data.
   * @param choices in place of what would be proposed: those that a kept network or a link has.
   */
  async open(files: readonly File[], choices: Partial<NetworkChoices> = {}): Promise<void> {
    const { problem, wanted } = this.state.getState();
    // What was dropped before and could not be read alone belongs to what comes now, unless it is replaced.
    const fresh = new Set(files.map(({ name }) => name));
    const hasNetwork = files.some(({ name }) => /\.(?:onnx|json)$/i.test(name));
    const before = problem !== null && !hasNetwork ? this.files.filter(({ name }) => !fresh.has(name)) : [];
    this.files = [...before, ...files];
    const worker = this.restart();
    const names = this.files.map(({ name }) => name);
    this.state.setState({
      stage: 'reading',
      names,
      progress: null,
      finding: null,
      choices: null,
      problem: null,
    });
    await this.attempt(async (signal) => {
      const report = proxy((progress: NetworksState['progress']) => {
        if (!signal.aborted) this.state.setState({ progress });
      });
      const finding = await patientCall(worker, (api) => api.open(this.files, report, pageHasPolicy()));
      signal.throwIfAborted();
      if (wanted && !finding.file.sha256.startsWith(wanted.digits)) {
        throw AppError.saying(
          'network-refused',
          `“${finding.file.name}” is not the network of this link: its sha-256 begins with ${finding.file.sha256.slice(0, 12)}, and the link asks for ${wanted.digits}${wanted.file ? ` (“${wanted.file}”)` : ''}. Choose the file that the link was made with, or press Cancel and open the link’s pictures with another network.`,
        );
      }
      const start = { ...proposed(finding, PREPROCESSINGS, 'stretch'), ...wanted?.choices, ...choices };
      const differs =
        start.embedding !== finding.embedding.name ||
        start.height !== finding.image.height ||
        start.width !== finding.image.width;
      this.state.setState({ stage: 'found', finding, choices: start });
      if (differs) await this.look(signal, start);
    });
  }

  /** Another choice; what depends on it is looked at again. */
  async choose(change: Partial<NetworkChoices>): Promise<void> {
    const { choices, finding } = this.state.getState();
    if (!choices || !finding) return;
    const next = { ...choices, ...change };
    this.state.setState({ choices: next, problem: null });
    const whole = next.height > 0 && next.width > 0;
    if (whole && (['height', 'width', 'embedding'] as const).some((name) => next[name] !== choices[name]))
      await this.attempt((signal) => this.look(signal, next));
  }

  /** Makes it one of the page's networks, and chooses it. */
  async use(): Promise<void> {
    const { choices, finding, wanted, keep } = this.state.getState();
    if (!choices || !finding) return;
    this.state.setState({ stage: 'preparing', problem: null });
    await this.attempt(async (signal) => {
      const { card, prepared } = await this.prepare({});
      signal.throwIfAborted();
      this.origins.set(card.sha256, { files: this.files, choices });
      this.hold(card.sha256, prepared);
      registerModel(card);
      registerClassifier(card.sha256, prepared.card.classifier);
      if (keep) await this.keepFiles(card, finding, choices);
      this.close();
      this.adopt(card, wanted);
    });
  }

  /** The network that is looked at, prepared another way. @throws AppError */
  async prepare(
    change: Partial<NetworkChoices>,
  ): Promise<{ readonly card: OwnCard; readonly prepared: PreparedNetwork }> {
    const { choices, finding } = this.state.getState();
    const { worker } = this;
    if (!choices || !finding || !worker) throw new AppError('internal');
    const prepared = await patientCall(worker, (api) => api.prepare(toReader({ ...choices, ...change })));
    return { card: ownCard(prepared.card, finding, choices.fit), prepared };
  }

  setKeep(keep: boolean): void {
    this.state.setState({ keep });
  }

  /** A link's network: taken from this device where it is kept, else asked for. */
  async want(wanted: WantedNetwork): Promise<void> {
    this.state.setState({ wanted });
    await this.refresh();
    const kept = this.state.getState().kept.find(({ id }) => id === `own:${wanted.digits}`);
    if (!kept || this.state.getState().wanted !== wanted) return;
    await this.openKept(kept);
    if (this.state.getState().stage === 'found') await this.use();
  }

  /** Ends the reading; networks in use stay. */
  close(): void {
    this.task.clear();
    this.worker?.close(new AppError('cancelled'));
    this.worker = null;
    this.files = [];
    this.state.setState(({ kept }) => ({ ...NO_NETWORK, kept }));
  }

  /** Looks up what is kept on this device; storage may be refused. */
  async refresh(): Promise<void> {
    this.state.setState({ kept: await this.store.list() });
  }

  async openKept(kept: KeptNetwork): Promise<void> {
    const { choices } = kept;
    await this.open(await this.store.files(kept), { ...choices, ...this.state.getState().wanted?.choices });
  }

  async remove(kept: KeptNetwork): Promise<void> {
    await this.store.remove(kept);
    await this.refresh();
  }

  /** For the engine. @throws AppError where the network's files are not at hand, or changed. */
  readonly bytes: OwnBytes = async (card: ModelCard) => {
    const prepared = this.held?.sha256 === card.sha256 ? this.held.prepared : await this.again(card);
    // A copy, because a worker is handed its own: another one may start later.
    return { card, topology: prepared.topology, weights: prepared.weights };
  };

  private async again(card: ModelCard): Promise<PreparedNetwork> {
    const origin = this.origins.get(card.sha256);
    if (!origin) throw new AppError('model-missing', card.label, MISSING);
    const worker = new WorkerHandle<ImportApi>(this.spawn);
    try {
      await patientCall(worker, (api) => api.open(origin.files, null, pageHasPolicy()));
      const prepared = await patientCall(worker, (api) => api.prepare(toReader(origin.choices)));
      if (prepared.card.sha256 !== card.sha256) throw new AppError('model-missing', card.label, MISSING);
      this.hold(card.sha256, prepared);
      return prepared;
    } finally {
      worker.close(new AppError('cancelled'));
    }
  }

  private hold(sha256: string, prepared: PreparedNetwork): void {
    this.held = prepared.weights.byteLength <= HELD_BYTES ? { sha256, prepared } : null;
  }

  private async look(signal: AbortSignal, choices: NetworkChoices): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.state.setState({ stage: 'looking' });
    const finding = await patientCall(worker, (api) => api.look(toReader(choices)));
    signal.throwIfAborted();
    this.state.setState({ stage: 'found', finding });
  }

  private async keepFiles(card: OwnCard, finding: Finding, choices: NetworkChoices): Promise<void> {
    const bytes = this.files.reduce((sum, { size }) => sum + size, 0);
    const kept = { sha256: card.sha256, id: card.id, file: finding.file.name, bytes, choices };
    if (!(await this.store.keep(kept, this.files)))
      throw new AppError('network-refused', undefined, NOT_KEPT);
    await this.refresh();
  }

  /** One piece of work; what went wrong in it is said, unless another one took over. */
  private async attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    await this.task.start(async ({ signal }) => {
      await work(signal).catch((error: unknown) => {
        signal.throwIfAborted();
        const { code, message } = toAppError(error);
        const problem = code === 'worker-crashed' ? CRASHED : message;
        this.state.setState(({ finding }) => ({
          stage: finding ? 'found' : 'idle',
          problem,
          progress: null,
        }));
      });
      return null;
    });
  }

  private restart(): WorkerHandle<ImportApi> {
    this.worker?.close(new AppError('cancelled'));
    this.worker = new WorkerHandle<ImportApi>(this.spawn);
    return this.worker;
  }
}

const MISSING =
  'The files of this network are no longer at hand, or changed since they were read. Choose them again under “Network files”.';
const NOT_KEPT =
  'The browser did not keep the network: its storage is full or refused. Untick “Keep on this device” to use it in this tab only.';
const CRASHED =
  'Reading this network stopped the part that reads, most likely for lack of memory. Close other tabs, or export the network in float16, and choose it again.';
