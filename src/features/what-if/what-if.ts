import { createStore, type StoreApi } from 'zustand/vanilla';
import { Newest } from '../../app/newest.ts';
import { pixelKey } from '../../app/pixel-key.ts';
import { explanationIn } from '../../app/result.ts';
import type { Services } from '../../app/services.ts';
import { type Result, type Score, SLOTS, type Slot } from '../../app/state.ts';
import { stopWords } from '../../app/stop-words.ts';
import { Undo } from '../../app/undo.ts';
import { toAppError } from '../../core/app-error.ts';
import type { Extent } from '../../core/extent.ts';
import { explainedAt, explainedVector } from '../../core/methods/explained-vector.ts';
import { distance } from '../../core/metrics/distance.ts';
import { METRICS } from '../../core/metrics/index.ts';
import {
  type Box,
  brushSide,
  type EditLayer,
  layerOfMap,
  type Point,
  paintBox,
  paintStroke,
} from './edit-layer.ts';
import { EditedPicture } from './edited-picture.ts';
import type { WhatIfOptions, WhatIfState } from './what-if-state.ts';

/** Steps that undo goes back. */
const DEPTH = 60;

/** The layers that an action replaced. */
type Step = Readonly<Partial<Record<Slot, EditLayer>>>;

/**
 * Takes regions away from the pictures that the network sees, and follows the score. One picture is in the network
 * at a time; what changes meanwhile waits, and only the newest state is asked for.
 */
export class WhatIf {
  readonly state: StoreApi<WhatIfState>;
  private readonly services: Services;
  private result: Result | null = null;
  private readonly pictures: Record<Slot, EditedPicture | null> = { a: null, b: null };
  private readonly past = new Undo<Step>(DEPTH);
  /** Where a box is held but not yet put down. */
  private readonly held: Record<Slot, EditLayer | null> = { a: null, b: null };
  /** Of the edited pictures, by the network and the layer in {@link measuredBy}. */
  private readonly embeddings = new Map<Slot, { readonly version: number; readonly vector: Float32Array }>();
  private measuredBy = '';
  private readonly scores = new Newest<void>(() => this.score());

  constructor(services: Services) {
    this.services = services;
    this.state = createStore<WhatIfState>(() => ({
      options: { tool: 'brush', fill: 'blur', brush: 0.15, top: 0.2 },
      versions: { a: 0, b: 0 },
      shares: { a: 0, b: 0 },
      undoable: false,
      before: null,
      after: null,
      busy: false,
      settled: 0,
      problem: null,
    }));
    services.store.subscribe(({ result }) => void this.adopt(result));
    void this.adopt(services.store.getState().result);
  }

  choose(options: Partial<WhatIfOptions>): void {
    this.state.setState((state) => ({ options: { ...state.options, ...options } }));
  }

  /** What is shown, and what the network gets: `[h·w, 3]` RGB bytes. */
  pixels(slot: Slot): Uint8Array | null {
    return this.pictures[slot]?.pixels(this.held[slot] ?? undefined) ?? null;
  }

  size(slot: Slot): Extent {
    return this.pictures[slot]?.size ?? [0, 0];
  }

  /** Call before the first of a series of {@link stroke}s: undo takes the whole series back. */
  begin(slot: Slot): void {
    const picture = this.pictures[slot];
    // A copy: strokes paint into the layer itself.
    if (picture) this.past.push({ [slot]: picture.layer.slice() });
  }

  stroke(slot: Slot, from: Point, to: Point): void {
    const picture = this.pictures[slot];
    if (!picture) return;
    const { brush, fill } = this.state.getState().options;
    paintStroke(picture.layer, picture.size, from, to, brushSide(brush, picture.size) / 2, fill);
    this.changed(slot);
  }

  /** Shows and scores a box without putting it down; null takes it away again. */
  hold(slot: Slot, box: Box | null): void {
    const picture = this.pictures[slot];
    if (!picture || (box === null && this.held[slot] === null)) return;
    this.held[slot] = box && this.boxed(picture, box);
    this.changed(slot);
  }

  /** Puts a box down. */
  stamp(slot: Slot, box: Box): void {
    const picture = this.pictures[slot];
    if (!picture) return;
    this.begin(slot);
    this.held[slot] = null;
    picture.layer = this.boxed(picture, box);
    this.changed(slot);
  }

  /** Erases the top share of the map on screen, or everything else; replaces what was done to this image before. */
  async byMap(slot: Slot, what: 'erase' | 'keep'): Promise<void> {
    const picture = this.pictures[slot];
    if (!picture || !this.result) return;
    const { top, fill } = this.state.getState().options;
    const order = await this.services.background.order(explanationIn(this.result, slot).map, picture.size);
    // Another picture may have come while the pixels were sorted.
    if (this.pictures[slot] !== picture) return;
    this.begin(slot);
    picture.layer = layerOfMap(order, top, what, fill);
    this.changed(slot);
  }

  undo(): void {
    const { a, b } = this.pictures;
    const step = this.past.undo({ ...(a && { a: a.layer }), ...(b && { b: b.layer }) });
    for (const slot of SLOTS) {
      const layer = step?.[slot];
      const picture = this.pictures[slot];
      if (!layer || !picture) continue;
      picture.layer = layer;
      this.changed(slot);
    }
  }

  /** Both pictures as they were; can itself be undone. */
  reset(): void {
    const edited = SLOTS.filter((slot) => this.pictures[slot]?.layer.some((value) => value > 0));
    if (edited.length === 0) return;
    this.past.push(Object.fromEntries(edited.map((slot) => [slot, this.pictures[slot]!.layer])));
    for (const slot of edited) {
      const picture = this.pictures[slot]!;
      picture.layer = new Uint8Array(picture.layer.length);
      this.changed(slot);
    }
  }

  private boxed(picture: EditedPicture, box: Box): EditLayer {
    const layer = picture.layer.slice();
    paintBox(layer, picture.size, box, this.state.getState().options.fill);
    return layer;
  }

  /** A new result: pictures that are still the same keep what was done to them. */
  private async adopt(result: Result | null): Promise<void> {
    if (result === this.result) return;
    this.result = result;
    if (!result) return;
    const { size, fit } = result.settings;
    const fresh: Slot[] = [];
    try {
      for (const slot of SLOTS) {
        const picture = explanationIn(result, slot).of;
        const key = pixelKey(picture.id, size, fit);
        if (this.pictures[slot]?.key === key) continue;
        const base = await this.services.pixels(picture, { size, fit });
        if (this.result !== result) return;
        this.pictures[slot] = new EditedPicture(key, base, size, this.services.background);
        this.held[slot] = null;
        fresh.push(slot);
        // Undo would put a layer on a picture that it was not made for.
        this.past.clear();
      }
    } catch (error) {
      this.state.setState({ problem: error instanceof Error ? error.message : String(error) });
      return;
    }
    // Another metric, method or reading scores the very vectors that are known: no picture goes through the network.
    const network = networkOf(result);
    if (network !== this.measuredBy) this.embeddings.clear();
    this.measuredBy = network;
    this.state.setState({ before: scoreOf(result, explained(result, 'a'), explained(result, 'b')) });
    for (const slot of fresh) this.changed(slot);
    this.refresh();
  }

  private changed(slot: Slot): void {
    const picture = this.pictures[slot];
    if (!picture) return;
    const held = this.held[slot];
    const share = held
      ? held.reduce((sum, value) => sum + Number(value > 0), 0) / held.length
      : picture.share;
    this.state.setState(({ versions, shares }) => ({
      versions: { ...versions, [slot]: versions[slot] + 1 },
      shares: { ...shares, [slot]: share },
      undoable: this.past.steps.undo,
    }));
    this.refresh();
  }

  /** Scores the pictures as they stand, once those before are scored. */
  private refresh(): void {
    this.state.setState({ busy: true });
    void this.scores.ask();
  }

  private async score(): Promise<void> {
    const { result } = this;
    try {
      if (result && this.pictures.a && this.pictures.b) {
        const a = await this.embedding('a', result);
        const b = await this.embedding('b', result);
        if (this.result === result) this.state.setState({ after: scoreOf(result, a, b), problem: null });
      }
    } catch (error) {
      // Where another model was chosen on the stage, its result will bring the next numbers.
      this.state.setState({ after: null, problem: stopWords(toAppError(error)) });
    }
    if (!this.scores.superseded)
      this.state.setState(({ settled }) => ({ busy: false, settled: settled + 1 }));
  }

  /** Of the picture as it stands; an untouched one has the very numbers of the result. */
  private async embedding(slot: Slot, result: Result): Promise<Float32Array> {
    const { versions, shares } = this.state.getState();
    const version = versions[slot];
    if (shares[slot] === 0) return explained(result, slot);
    const network = networkOf(result);
    const known = this.measuredBy === network ? this.embeddings.get(slot) : undefined;
    if (known?.version === version) return known.vector;
    const picture = this.pictures[slot]!;
    const layer = this.held[slot] ?? picture.layer;
    if (!picture.complete(layer)) {
      await picture.prepare(layer);
      // Only now can it be shown as the network will see it.
      this.state.setState(({ versions: all }) => ({ versions: { ...all, [slot]: all[slot] + 1 } }));
      return this.embedding(slot, result);
    }
    const { client } = this.services;
    const [vector] = await client
      .sessionOf(result.engine)
      .embed(this.pixels(slot)!, 1, this.size(slot), client.newJob(), explainedAt(result.settings));
    // A result of another network may have been adopted while this picture was in the old one.
    if (this.measuredBy === network) this.embeddings.set(slot, { version, vector: vector! });
    return vector!;
  }
}

/** What decides the vector of a picture: equal texts, equal vectors. */
function networkOf({ settings }: Result): string {
  return JSON.stringify([settings.model, settings.backend, explainedAt(settings)]);
}

function explained(result: Result, slot: Slot): Float32Array {
  return explainedVector(explanationIn(result, slot).vectors, result.settings.scope);
}

function scoreOf({ settings }: Result, a: Float32Array, b: Float32Array): Score {
  return { similarity: METRICS[settings.metric].similarity(a, b), distance: distance(a, b) };
}
