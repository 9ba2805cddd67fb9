import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../core/app-error.ts';
import { SAMPLE_PAIRS, SAMPLES } from '../core/samples/samples.ts';
import type { Decoder, OpenedPicture } from '../decode/api.ts';
import { wholeId } from './crop-box.ts';
import { putImage } from './image-cache.ts';
import { decodePixels, Intake } from './intake.ts';
import type { ImageSlot } from './state.ts';
import { createAppStore, pictureOf, type Store } from './store.ts';

/** A decoder whose answers come when the test says so: files arrive in every order. */
class HeldDecoder implements Decoder {
  private readonly waiting = new Map<
    string,
    { resolve(picture: OpenedPicture): void; reject(e: Error): void }
  >();
  readonly closed: string[] = [];

  open(_: Blob, name: string): Promise<OpenedPicture> {
    return new Promise((resolve, reject) => this.waiting.set(name, { resolve, reject }));
  }
  pixels(): Promise<never> {
    return Promise.reject(new Error('not asked for here'));
  }
  deliver(name: string, note?: string): void {
    const preview = { close: () => this.closed.push(name) } as unknown as ImageBitmap;
    this.waiting.get(name)!.resolve({ width: 8, height: 8, name, preview, ...(note && { note }) });
  }
  refuse(name: string): void {
    this.waiting.get(name)!.reject(new Error('damaged'));
  }
}

const file = (name: string) => new Blob([name]);
const nameIn = (slot: ImageSlot) => `${slot.status} ${pictureOf(slot)?.name ?? '-'}`;

describe('pictures on their way', () => {
  let store: Store;
  let decoder: HeldDecoder;
  let intake: Intake;
  let remembered: number;
  const slots = () => {
    const { a, b } = store.getState().images;
    return [nameIn(a), nameIn(b)];
  };
  /** Opens a file and sees it arrive. */
  const arrive = async (slot: 'a' | 'b', name: string) => {
    const opened = intake.file(slot, file(name), name);
    decoder.deliver(name);
    expect(await opened).toBe(true);
  };
  beforeEach(async () => {
    store = createAppStore();
    decoder = new HeldDecoder();
    remembered = 0;
    intake = new Intake(
      store,
      decoder,
      'http://host/',
      () => new Set(),
      () => remembered++,
    );
    await arrive('a', 'one');
    await arrive('b', 'two');
  });

  it('become a part of themselves, which is another picture, and whole again', async () => {
    const whole = pictureOf(store.getState().images.a)!;
    const cropped = intake.crop('a', { x: 2, y: 1, width: 4, height: 99 });
    decoder.deliver('one');
    expect(await cropped).toBe(true);
    const part = pictureOf(store.getState().images.a)!;
    expect(part.box).toEqual({ x: 2, y: 1, width: 4, height: 7, of: { width: 8, height: 8 } });
    expect(part.id).not.toBe(whole.id);
    expect(wholeId(part.id)).toBe(whole.id);
    expect(remembered).toBe(3);
    // The same box again is no step.
    expect(await intake.crop('a', { x: 2, y: 1, width: 4, height: 7 })).toBe(false);
    const back = intake.crop('a', null);
    decoder.deliver('one');
    expect(await back).toBe(true);
    expect(pictureOf(store.getState().images.a)).toEqual(whole);
  });

  it('arrive in the other slot when the images are swapped meanwhile', async () => {
    const third = intake.file('a', file('three'), 'three');
    intake.swap();
    expect(slots()).toEqual(['ready two', 'decoding one']);
    decoder.deliver('three');
    expect(await third).toBe(true);
    expect(slots()).toEqual(['ready two', 'ready three']);
  });

  it('leave what stands in the slot now when they fail after a swap', async () => {
    const third = intake.file('a', file('three'), 'three');
    intake.swap();
    decoder.refuse('three');
    expect(await third).toBe(false);
    expect(slots()).toEqual(['ready two', 'failed one']);
  });

  it('keep what the decoder has to say of them', async () => {
    const animated = intake.file('a', file('three'), 'three');
    decoder.deliver('three', 'Animated: only the first frame is used.');
    expect(await animated).toBe(true);
    const { a, b } = store.getState().images;
    expect(pictureOf(a)?.note).toBe('Animated: only the first frame is used.');
    expect(pictureOf(b)).not.toHaveProperty('note');
  });

  it('change places, a pinned point with its picture and a crosshair with the pointer; a swap is undone as well', () => {
    const { images, settings } = store.getState();
    const probe = { slot: 'a', u: 0.1, v: 0.2, pinned: true } as const;
    store.setState({ probe });
    intake.swap();
    expect(store.getState()).toMatchObject({
      images: { a: images.b, b: images.a },
      probe: { ...probe, slot: 'b' },
      evidence: null,
    });
    intake.restore({ images, settings });
    expect(store.getState()).toMatchObject({ images, probe });
    // Another image comes back: the point stays where it is.
    intake.restore({ images: { ...images, a: { status: 'empty' } }, settings });
    expect(store.getState().probe).toEqual(probe);
    store.setState({ probe: { ...probe, pinned: false } });
    intake.swap();
    expect(store.getState().probe?.slot).toBe('a');
  });

  it('do not arrive once abandoned, and give their memory back', async () => {
    const third = intake.file('a', file('three'), 'three');
    const before = store.getState().images;
    intake.abandon();
    decoder.deliver('three');
    expect(await third).toBe(false);
    expect(store.getState().images).toBe(before);
    expect(decoder.closed).toEqual(['three']);
  });

  it('are one step of undo each when they arrive, together one, and none when they are refused or the same', async () => {
    remembered = 0;
    const refused = intake.file('a', file('refused'), 'refused');
    decoder.refuse('refused');
    await refused;
    await arrive('b', 'two');
    expect(remembered).toBe(0);
    await arrive('a', 'three');
    expect(remembered).toBe(1);
    const both = intake.files(new File(['four'], 'four'), new File(['five'], 'five'));
    decoder.deliver('five');
    decoder.deliver('four');
    expect(await both).toBe(true);
    expect(remembered).toBe(2);
  });

  it('give way to a newer one in the same slot, in whichever order they are ready', async () => {
    const older = intake.file('a', file('older'), 'older');
    const newer = intake.file('a', file('newer'), 'newer');
    decoder.deliver('newer');
    expect(await newer).toBe(true);
    decoder.deliver('older');
    expect(await older).toBe(false);
    expect(slots()).toEqual(['ready newer', 'ready two']);
  });

  it('of a pair count although a newer file took one of the slots', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('bytes')));
    const pair = intake.pair('cats');
    const newer = intake.file('a', file('newer'), 'newer');
    const { a, b } = SAMPLE_PAIRS.find(({ id }) => id === 'cats')!;
    for (const sample of [a, b])
      await vi.waitFor(() => decoder.deliver(SAMPLES.find(({ id }) => id === sample)!.file));
    expect(await pair).toBe(true);
    decoder.deliver('newer');
    expect(await newer).toBe(true);
    expect(slots()).toEqual(['ready newer', `ready ${SAMPLES.find(({ id }) => id === b)!.title}`]);
    vi.unstubAllGlobals();
  });
});

it('makes another picture of 16-bit values that are stretched, and of a part of it, and takes it back', async () => {
  const store = createAppStore();
  const asked: unknown[][] = [];
  const levels = { from: 3, to: 4095 };
  const decoder: Decoder = {
    open: (blob, name, box, stretch) => {
      asked.push([blob.size, box, stretch]);
      const preview = { close: () => undefined } as unknown as ImageBitmap;
      return Promise.resolve({ width: 40, height: 20, name, preview, levels });
    },
    pixels: () => Promise.reject(new Error('not asked')),
  };
  const steps: string[] = [];
  const intake = new Intake(
    store,
    decoder,
    'http://here/',
    () => new Set(),
    () => steps.push('step'),
  );
  const shown = () => pictureOf(store.getState().images.a)!;
  await intake.file('a', file('scan'), 'scan');
  const plain = shown().id;
  expect(await intake.stretch('a', true)).toBe(true);
  expect(shown()).toMatchObject({ stretch: levels, levels });
  expect(shown().id).not.toBe(plain);
  expect(await intake.crop('a', { x: 1, y: 2, width: 3, height: 4 })).toBe(true);
  expect(shown()).toMatchObject({ stretch: levels, box: { x: 1, y: 2, width: 3, height: 4 } });
  expect(await intake.stretch('a', false)).toBe(true);
  expect(shown().stretch).toBeUndefined();
  expect(shown().box).toMatchObject({ x: 1, y: 2 });
  expect(asked.map(([, , stretch]) => stretch)).toEqual([undefined, levels, levels, undefined]);
  expect(new Set(asked.map(([size]) => size)).size).toBe(1);
  expect(await intake.crop('a', null)).toBe(true);
  expect(shown().id).toBe(plain);
  expect(steps).toHaveLength(5);
});

it('says which picture cannot be read any more', async () => {
  const gone = AppError.saying('unreadable', 'This file could not be read.');
  const decoder: Decoder = { open: () => Promise.reject(gone), pixels: () => Promise.reject(gone) };
  putImage('x', { blob: file('x'), preview: { close: () => undefined } as unknown as ImageBitmap });
  const picture = { id: 'x', name: 'cat.png', width: 1, height: 1, origin: { kind: 'file' } } as const;
  await expect(decodePixels(decoder, picture, [8, 8], 'crop')).rejects.toMatchObject({
    code: 'unreadable',
    message: '“cat.png” could not be used. This file could not be read.',
  });
});
