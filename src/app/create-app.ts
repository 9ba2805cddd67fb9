import { modelCard } from '../core/models/index.ts';
import { SAMPLE_PAIRS } from '../core/samples/samples.ts';
import { EngineClient } from '../engine/client.ts';
import { workerCount } from '../engine/worker-count.ts';
import { createBackground } from './background/create-background.ts';
import type { Commands } from './commands.ts';
import { createDecoder } from './decode/decoder.ts';
import { download, fileName } from './download.ts';
import { exportData } from './export-data.ts';
import { History } from './history.ts';
import { decodePixels, Intake } from './intake.ts';
import { JobRunner } from './job-runner.ts';
import { linkOf } from './link-of.ts';
import { pinStrongest } from './pin-strongest.ts';
import { PixelCache, pixelKey } from './pixel-cache.ts';
import { PointFollower } from './point-evidence.ts';
import { reconcile, sameSettings } from './settings.ts';
import { type AppState, type Explanation, SLOTS, type Slot } from './state.ts';
import { createAppStore, pictureOf, type Store } from './store.ts';
import { loadTheme, saveTheme } from './theme.ts';
import { formatUrl, parseUrl } from './url-state.ts';
import type { Workshop } from './workshop.ts';

export interface App {
  readonly store: Store;
  readonly commands: Commands;
  readonly client: EngineClient;
  readonly workshop: Workshop;
}

/** What the app is given by the page it runs in. */
export interface Surroundings {
  /** Starts the engine's worker. */
  readonly spawn: () => Worker;
  /** Absolute URL of the folder of `index.html`. */
  readonly base: string;
  /** Draws a result as a PNG; loaded when it is first asked for. */
  readonly figure: (state: AppState, result: Explanation) => Promise<Blob>;
  /** Writes a result as one HTML file; loaded when it is first asked for. */
  readonly report: (state: AppState, result: Explanation, link: string) => Promise<Blob>;
}

/** Puts the app together: store, engine client, decoder, and the commands that are the only way to change anything. */
export function createApp({ spawn, base, figure, report }: Surroundings): App {
  const store = createAppStore();
  const client = new EngineClient(spawn, workerCount(navigator));
  const decoder = createDecoder();
  const history = new History();
  const pixels = new PixelCache();
  const intake = new Intake(store, decoder, base, () => history.pictures());
  const follower = new PointFollower(store, client, (...of) => workshop.pixels(...of));
  // A pinned point outlives a change of metric, method or layer: its evidence is found again.
  store.subscribe((now, before) => {
    if (now.result !== before.result) void follower.follow();
  });
  const workshop: Workshop = {
    store,
    client,
    decoder,
    background: createBackground(),
    base,
    pixels: (picture, { size, fit }) =>
      pixels.get(pixelKey(picture.id, size, fit), () => decodePixels(decoder, picture, size, fit)),
  };
  const runner = new JobRunner(store, client, workshop);

  const remember = () => {
    const { images, settings } = store.getState();
    if (pictureOf(images.a) && pictureOf(images.b)) history.push({ images, settings });
  };
  const say = (notice: string | null) => store.setState({ notice });
  const explainIf = (changed: boolean) => {
    if (changed) runner.request();
  };
  const samples = () => {
    const found: Partial<Record<Slot, string>> = {};
    for (const slot of SLOTS) {
      const origin = pictureOf(store.getState().images[slot])?.origin;
      if (origin?.kind === 'sample') found[slot] = origin.sample;
    }
    return found;
  };
  const link = () => {
    const { settings, display } = store.getState();
    return `${location.pathname}${formatUrl(settings, display, samples())}${location.hash}`;
  };
  /** The address follows whatever changes the view, by whichever way. */
  const keepUrl = () =>
    store.subscribe((now, before) => {
      const changed = (['settings', 'display', 'images'] as const).some((part) => now[part] !== before[part]);
      if (changed) window.history.replaceState(null, '', link());
    });

  const commands: Commands = {
    async start() {
      const url = parseUrl(location.search);
      store.setState({
        settings: url.settings,
        display: url.display,
        notice: url.notice,
        theme: loadTheme(),
        panel: url.points ? 'points' : null,
      });
      if (url.points) pinStrongest(store, (...point) => commands.probe(...point));
      // The weights and the backend take longest: they start while the pictures are still being decoded.
      void client
        .open(modelCard(url.settings.model), url.settings.backend, base, (progress) =>
          store.setState({ job: { status: 'loading', progress } }),
        )
        .then((session) => {
          const { images } = store.getState();
          // Nothing to explain yet: the first pass, which takes three times as long as later ones, is got over with.
          return pictureOf(images.a) && pictureOf(images.b) ? undefined : session.warmUp(url.settings.size);
        })
        .catch(() => undefined);
      const first = SAMPLE_PAIRS[0]!;
      await Promise.all([
        intake.sample('a', url.samples.a ?? first.a),
        intake.sample('b', url.samples.b ?? first.b),
      ]);
      keepUrl();
      runner.request();
    },
    async openFile(slot, file) {
      remember();
      explainIf(await intake.file(slot, file, file.name ?? 'pasted image'));
    },
    async openFiles(files, slot) {
      const [first, second] = files;
      if (!first) return;
      remember();
      const { images } = store.getState();
      const target = slot ?? (images.a.status !== 'empty' && images.b.status === 'empty' ? 'b' : 'a');
      const done = second
        ? await Promise.all([intake.file('a', first, first.name), intake.file('b', second, second.name)])
        : [await intake.file(target, first, first.name)];
      if (files.length > 2) say(`${files.length} files came; the first two were opened.`);
      explainIf(done.some(Boolean));
    },
    async openSample(slot, id) {
      remember();
      explainIf(await intake.sample(slot, id));
    },
    async openPair(pair) {
      remember();
      explainIf(await intake.pair(pair));
    },
    swap() {
      remember();
      intake.swap();
      explainIf(true);
    },
    undo() {
      const snapshot = history.pop();
      if (!snapshot) {
        say('There is nothing to undo.');
        return;
      }
      intake.restore(snapshot);
      explainIf(true);
    },
    changeSettings(change) {
      const before = store.getState().settings;
      const { settings, notice } = reconcile(before, change);
      say(notice);
      if (sameSettings(before, settings)) return;
      remember();
      store.setState({ settings });
      explainIf(true);
    },
    changeDisplay(change) {
      store.setState(({ display }) => ({ display: { ...display, ...change } }));
    },
    changeView(change) {
      store.setState(({ view }) => ({ view: { ...view, ...change } }));
    },
    stepLayer(by) {
      const { settings } = store.getState();
      const { layers } = modelCard(settings.model);
      const next = layers[layers.findIndex((layer) => layer.node === settings.layer) + by];
      if (next) commands.changeSettings({ layer: next.node });
    },
    retry: () => runner.request(),
    cancel: () => runner.cancel(),
    probe(slot, point, pin = false) {
      const { probe } = store.getState();
      if (probe?.pinned && !pin) return;
      const release = pin && probe?.pinned;
      store.setState({ probe: point && !release ? { slot, ...point, pinned: pin } : null });
      void follower.follow();
    },
    exportData() {
      const { result } = store.getState();
      if (!result) {
        say('There is no result to export yet.');
        return Promise.resolve();
      }
      const { model, metric, method } = result.settings;
      const zip = new Blob([exportData(result)], { type: 'application/zip' });
      download(zip, fileName([model, method, metric], 'zip'));
      return Promise.resolve();
    },
    async exportFigure() {
      const state = store.getState();
      const { result } = state;
      if (!result) {
        say('There is no result to export yet.');
        return;
      }
      const { model, metric, method } = result.settings;
      download(await figure(state, result), fileName([model, method, metric], 'png'));
    },
    async exportReport() {
      const state = store.getState();
      const { result } = state;
      if (!result) {
        say('There is no result to export yet.');
        return;
      }
      const { model, metric, method } = result.settings;
      // Of the view that is reported: what is chosen may be another by now, or never have been explained.
      const { settings, pictures } = result;
      const query = linkOf({ settings, display: state.display, pictures });
      const html = await report(state, result, new URL(query, location.origin + location.pathname).href);
      download(html, fileName([model, method, metric], 'html'));
    },
    async copyLink() {
      const own = SLOTS.filter((slot) => samples()[slot] === undefined).length > 0;
      try {
        await navigator.clipboard.writeText(new URL(link(), location.href).href);
        say(
          own ? 'Link copied. It carries the settings; your own images stay on this device.' : 'Link copied.',
        );
      } catch {
        say('The browser did not allow copying. The address bar holds the same link.');
      }
    },
    openPanel(panel) {
      store.setState({ panel });
    },
    setTheme(theme) {
      saveTheme(theme);
      store.setState({ theme });
    },
  };
  return { store, commands, client, workshop };
}
