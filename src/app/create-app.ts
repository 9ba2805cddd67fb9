import type { StoreApi } from 'zustand/vanilla';
import { awaited, Lru } from '../core/lru.ts';
import { createDecoder } from '../decode/client/decoder.ts';
import { EngineClient } from '../engine/client/client.ts';
import { workerCount } from '../engine/client/worker-count.ts';
import { type Action, actionsWith, type PanelName } from './actions.ts';
import { ReferenceVectors } from './against/reference-vectors.ts';
import { createBackground } from './background/create-background.ts';
import { createGalleryState, type GalleryState } from './collection/gallery-state.ts';
import { forgetCommand } from './commands/forget.ts';
import { openNetwork } from './commands/open-network.ts';
import type { Parts } from './commands/parts.ts';
import { pictureCommands } from './commands/pictures.ts';
import { settingsCommands } from './commands/settings.ts';
import { shareCommands } from './commands/share.ts';
import { startCommand } from './commands/start.ts';
import { viewCommands } from './commands/view.ts';
import type { Commands } from './commands.ts';
import { FirstLooks } from './evidence/first-looks.ts';
import type { Drawings } from './exports.ts';
import { History } from './history.ts';
import { imageSource } from './image-source.ts';
import { decodePixels, Intake } from './intake.ts';
import { JobRunner } from './job-runner.ts';
import { hasUnsavedVectors, Leaving } from './leaving.ts';
import { makeNotice } from './make-notice.ts';
import { NetworkStore } from './networks/network-store.ts';
import { type CheckEngine, Networks } from './networks/networks.ts';
import { spawnImport } from './networks/spawn-import.ts';
import { oneOfAKind } from './one-of-a-kind.ts';
import { OwnImages } from './own-images.ts';
import { pixelKey } from './pixel-key.ts';
import { PointFollower } from './point-evidence.ts';
import { ResultStore } from './result-store.ts';
import type { Services } from './services.ts';
import { reconcile } from './settings.ts';
import { Storage } from './storage/storage.ts';
import { createAppStore, picturesOf, type Store } from './store.ts';
import { parseUrl } from './url-state.ts';
import { whenIdle } from './when-idle.ts';

/** What the interface needs of the app: its state, and the calls that change it. */
export interface App {
  readonly store: Store;
  readonly commands: Commands;
  /** The engine and the decoder, lent to panels that compute something of their own beside. */
  readonly services: Services;
  /** What the gallery holds (collection/gallery.ts), for whoever reads it without the gallery itself. */
  readonly galleryState: StoreApi<GalleryState>;
  readonly networks: Networks;
  /** What keys do, panels included. */
  readonly actions: readonly Action[];
}

/** What the app is given by the page it runs in. */
export interface Surroundings {
  /** Starts the engine's worker. */
  readonly spawn: () => Worker;
  /** Absolute URL of the folder of `index.html`. */
  readonly base: string;
  readonly drawings: Drawings;
  /** In the order of the tabs: what opens each from the keyboard. */
  readonly panels: readonly PanelName[];
}

/** Puts the app together: store, engine client, decoder, and the commands, by which alone a user changes anything. */
export function createApp({ spawn, base, drawings, panels }: Surroundings): App {
  const store = createAppStore();
  const say = (text: string | null) => store.setState({ notice: text === null ? null : makeNotice(text) });
  const storage = new Storage(base, {
    dropped: (count) => {
      const [what, them] =
        count === 1 ? ['One stored record', 'it was'] : [`${count} stored records`, 'they were'];
      say(`${what} could not be read; ${them} removed.`);
    },
    forgottenElsewhere: () => {
      const text =
        'Everything stored was forgotten in another tab, what this tab stored too. What you see here stays until the tab is closed or loaded again, and is not stored any more.';
      store.setState({ notice: makeNotice(text, { lasting: true }) });
    },
  });
  void storage.sweep();
  const leaving = new Leaving(globalThis);
  const checkEngine: CheckEngine = {
    open: (own) => new EngineClient(spawn, 1, own),
    backend: () => store.getState().settings.backend,
    base,
    images: (how) =>
      Object.values(picturesOf(store.getState().images))
        .filter((picture) => picture !== null)
        .map((picture) => imageSource(services.pixels, picture, how)),
  };
  const networks = new Networks(spawnImport, new NetworkStore(storage.kept), checkEngine, (card, wanted) => {
    const { settings, result } = store.getState();
    const { id, input, defaultLayer } = card;
    remember();
    const chosen = { model: id, size: input.defaultSize, layer: defaultLayer, fit: input.fit };
    const linked = wanted && parseUrl(wanted.query);
    store.setState({
      settings: linked ? linked.settings : reconcile(settings, chosen).settings,
      classes: linked ? linked.classes : null,
      dialog: null,
      // The same file read in another way has other layers.
      ...(result?.settings.model === id && { result: null, partial: [], evidence: null }),
    });
    parts.runner.request();
  });
  const client = new EngineClient(
    spawn,
    workerCount(navigator, matchMedia('(pointer: coarse)').matches),
    networks.bytes,
  );
  const decoder = createDecoder();
  const history = new History((steps) => store.setState({ steps }));
  // A restarted worker, or a change of model at the same size, needs no second decoding.
  const pixels = new Lru<string, Promise<Uint8Array>>(6);
  const remember = () => {
    const { images, settings } = store.getState();
    const { a, b } = picturesOf(images);
    if (a && b) history.push({ images, settings });
  };
  const intake = new Intake(store, decoder, base, () => history.pictures(), remember);
  const follower = new PointFollower(store, client, (...of) => services.pixels(...of));
  // A pinned point outlives a change of metric, method or layer, and stays with its picture: its evidence is found again.
  store.subscribe((now, before) => {
    if (now.result !== before.result || now.images !== before.images) void follower.follow();
  });
  const services: Services = {
    store,
    client,
    decoder,
    background: createBackground(),
    storage,
    leaving,
    base,
    one: oneOfAKind(),
    references: new ReferenceVectors(decoder, base),
    pixels: (picture, { size, fit }) =>
      awaited(pixels, pixelKey(picture.id, size, fit), () => decodePixels(decoder, picture, size, fit)),
  };
  const known = new ResultStore();
  // A comfort that nobody waits for comes after the page.
  whenIdle(() => {
    void import('./prefetch.ts').then(
      ({ prefetch }) => prefetch(store, client, known, services),
      () => undefined,
    );
  });
  const firstLooks = new FirstLooks(store, services);
  firstLooks.watch();
  const parts: Parts = {
    store,
    history,
    intake,
    follower,
    drawings,
    firstLooks,
    remember,
    runner: new JobRunner(store, client, services, known),
    say,
    storage,
    leaving,
    ownImages: new OwnImages(storage.tab),
    base,
    networks,
  };
  const view = viewCommands(parts);
  const commands: Commands = {
    ...startCommand(parts, (...of) => view.probe(...of)),
    ...pictureCommands(parts),
    ...settingsCommands(parts),
    openNetwork: openNetwork(parts),
    ...view,
    ...shareCommands(parts),
    ...forgetCommand(parts),
  };
  const galleryState = createGalleryState();
  leaving.watch(galleryState, hasUnsavedVectors);
  return { store, commands, services, galleryState, networks, actions: actionsWith(panels) };
}
