import type { Extent } from '../core/extent.ts';
import { plainName } from '../core/plain-name.ts';
import type { FitId, SourceRectangle } from '../core/resize/fit.ts';
import { SAMPLE_PAIRS, SAMPLES } from '../core/samples/samples.ts';
import type { Decoder, Levels, OpenedPicture } from '../decode/api.ts';
import { aboutImage } from './about-image.ts';
import { madeId, settledBox, wholeSize } from './crop-box.ts';
import { fetchSample } from './fetch-sample.ts';
import type { Snapshot } from './history.ts';
import { imageOf, keepOnly, putImage } from './image-cache.ts';
import { pictureId } from './picture-id.ts';
import { otherSlot } from './point-evidence.ts';
import type { Picture, Place, Probe } from './state.ts';
import { imageIn, pictureOf, picturesOf, type Store, setSlot } from './store.ts';

/** A picture on its way. Its slot changes when the images are swapped meanwhile. */
interface Arrival {
  slot: Place;
}

/** Brings pictures into slots. Errors stand in the slot they belong to; what was there stays on screen. */
export class Intake {
  private readonly store: Store;
  private readonly decoder: Decoder;
  private readonly base: string;
  /** Pictures that may be needed again although no slot shows them. */
  private readonly reachable: () => ReadonlySet<string>;
  /** Called before a picture takes the place of another one. */
  private readonly remember: () => void;
  /** The newest picture on its way into each slot. */
  private arrivals: Readonly<Record<Place, Arrival | null>> = { a: null, b: null, c: null };

  constructor(
    store: Store,
    decoder: Decoder,
    base: string,
    reachable: () => ReadonlySet<string>,
    remember: () => void,
  ) {
    this.store = store;
    this.decoder = decoder;
    this.base = base;
    this.reachable = reachable;
    this.remember = remember;
  }

  /** Resolves to whether the slot now shows this file; a newer file into the same slot wins. */
  async file(slot: Place, blob: Blob, called: string, step = this.step()): Promise<boolean> {
    const name = plainName(called);
    return this.put(slot, name, step, async () => {
      const opened = await this.decoder.open(blob, name);
      const id = await pictureId(blob);
      return { picture: pictureFrom(opened, { id, name, origin: { kind: 'file' } }), blob, opened };
    });
  }

  /** Both slots at once; resolves to whether either now shows its file. */
  async files(a: File, b: File): Promise<boolean> {
    const step = this.step();
    const done = await Promise.all([this.file('a', a, a.name, step), this.file('b', b, b.name, step)]);
    return done.some(Boolean);
  }

  async sample(slot: Place, id: string, step = this.step()): Promise<boolean> {
    const sample = SAMPLES.find((s) => s.id === id);
    if (!sample) return false;
    return this.put(slot, sample.title, step, async () => {
      const blob = await fetchSample(sample, this.base);
      const opened = await this.decoder.open(blob, sample.file);
      const origin = { kind: 'sample', sample: id } as const;
      return {
        picture: pictureFrom(opened, { id: `sample:${id}`, name: sample.title, origin }),
        blob,
        opened,
      };
    });
  }

  /**
   * Makes the picture in a slot the part of its file that lies in a box, or all of it again; resolves to whether the slot
   * now shows another picture.
   */
  async crop(slot: Place, wanted: SourceRectangle | null, step = this.step()): Promise<boolean> {
    const standing = pictureOf(imageIn(this.store.getState().images, slot));
    if (!standing) return false;
    const of = wholeSize(standing);
    const box = wanted && settledBox(wanted, of);
    return this.remake(slot, standing, box && { ...box, of }, standing.stretch ?? null, step);
  }

  /**
   * Makes the darkest and the lightest value of a picture of 16 bits its black and white, or takes that back; resolves to
   * whether the slot now shows another picture.
   */
  async stretch(slot: Place, on: boolean, step = this.step()): Promise<boolean> {
    const standing = pictureOf(imageIn(this.store.getState().images, slot));
    if (!standing?.levels) return false;
    return this.remake(slot, standing, standing.box ?? null, on ? standing.levels : null, step);
  }

  /** The same file made into another picture. */
  private async remake(
    slot: Place,
    standing: Picture,
    box: NonNullable<Picture['box']> | null,
    stretch: Levels | null,
    step: () => void,
  ): Promise<boolean> {
    const id = madeId(standing.id, box, stretch);
    if (id === standing.id) return false;
    const { name, origin } = standing;
    const { blob } = imageOf(standing.id);
    const part = rectangle(box ?? undefined);
    return this.put(slot, name, step, async () => {
      const opened = await this.decoder.open(blob, name, part, stretch ?? undefined);
      const picture = pictureFrom(opened, { id, name, origin });
      return { picture: { ...picture, ...(box && { box }), ...(stretch && { stretch }) }, blob, opened };
    });
  }

  /** Both samples of a pair; resolves to whether either slot now shows its one. */
  async pair(id: string): Promise<boolean> {
    const pair = SAMPLE_PAIRS.find((p) => p.id === id);
    if (!pair) return false;
    const step = this.step();
    const done = await Promise.all([this.sample('a', pair.a, step), this.sample('b', pair.b, step)]);
    // Where a newer file took the other slot, this one still has to be explained with it.
    return done.some(Boolean);
  }

  /** Exchanges the slots; a picture on its way arrives in the other one. */
  swap(): void {
    const { a, b, c } = this.arrivals;
    if (a) a.slot = 'b';
    if (b) b.slot = 'a';
    this.arrivals = { a: b, b: a, c };
    this.store.setState(({ images, probe }) => ({
      images: { ...images, a: images.b, b: images.a },
      ...exchanged(probe),
    }));
  }

  /** Goes back to what stood in the slots. */
  restore(snapshot: Snapshot): void {
    this.abandon();
    const { images, probe } = this.store.getState();
    const [now, then] = [picturesOf(images), picturesOf(snapshot.images)];
    const swapped = now.a?.id !== now.b?.id && now.a?.id === then.b?.id && now.b?.id === then.a?.id;
    this.store.setState({ ...snapshot, ...(swapped && exchanged(probe)) });
  }

  /** Pictures on their way do not arrive any more; the caller says what stands in the slots instead. */
  abandon(): void {
    this.arrivals = { a: null, b: null, c: null };
  }

  private async put(
    slot: Place,
    name: string,
    step: () => void,
    make: () => Promise<{ picture: Picture; blob: Blob; opened: { preview: ImageBitmap } }>,
  ): Promise<boolean> {
    const arrival: Arrival = { slot };
    this.arrivals = { ...this.arrivals, [slot]: arrival };
    const expected = () => this.arrivals[arrival.slot] === arrival;
    const standing = () => pictureOf(imageIn(this.store.getState().images, arrival.slot));
    setSlot(this.store, slot, { status: 'decoding', name, previous: standing() });
    try {
      const { picture, blob, opened } = await make();
      if (!expected()) {
        opened.preview.close();
        return false;
      }
      if (picture.id !== standing()?.id) step();
      putImage(picture.id, { blob, preview: opened.preview });
      setSlot(this.store, arrival.slot, { status: 'ready', picture });
      this.forget();
      return true;
    } catch (error) {
      if (!expected()) return false;
      const message = error instanceof Error ? error.message : String(error);
      setSlot(this.store, arrival.slot, { status: 'failed', name, message, previous: standing() });
      return false;
    } finally {
      if (expected()) this.arrivals = { ...this.arrivals, [arrival.slot]: null };
    }
  }

  /** What arrives together is one step of undo, and what is refused is none. */
  private step(): () => void {
    let taken = false;
    return () => {
      if (!taken) this.remember();
      taken = true;
    };
  }

  private forget(): void {
    const { images, result } = this.store.getState();
    const ids = new Set(this.reachable());
    const shown = result?.explanations.map(({ of }) => of) ?? [];
    for (const picture of [...Object.values(images).map(pictureOf), ...shown])
      if (picture) ids.add(picture.id);
    keepOnly(ids);
  }
}

/** A pinned point stays with its picture when the two change places; a crosshair is under a pointer that does not move. */
const exchanged = (probe: Probe | null) => ({
  probe: probe?.pinned ? { ...probe, slot: otherSlot(probe.slot) } : probe,
  evidence: null,
});

/** Without the size of the file: what the decoder takes. */
const rectangle = (box: Picture['box']): SourceRectangle | undefined =>
  box && { x: box.x, y: box.y, width: box.width, height: box.height };

function pictureFrom(
  { width, height, note, levels }: OpenedPicture,
  identity: Pick<Picture, 'id' | 'name' | 'origin'>,
): Picture {
  return { ...identity, width, height, ...(note !== undefined && { note }), ...(levels && { levels }) };
}

/**
 * The network's input for a picture, made from its file.
 *
 * @throws AppError that says which image it is: the file may have been moved since it was opened.
 */
export async function decodePixels(
  decoder: Decoder,
  picture: Picture,
  size: Extent,
  fit: FitId,
): Promise<Uint8Array> {
  return aboutImage(
    picture.name,
    async () =>
      (await decoder.pixels(imageOf(picture.id).blob, size, fit, rectangle(picture.box), picture.stretch))
        .rgb,
  );
}
