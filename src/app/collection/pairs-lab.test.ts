import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';
import { MemoryBrowser, MemoryTexts } from '../../testing/memory-storage.ts';
import { MOSAIC_SIZE, MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { arithmetic } from '../background/arithmetic.ts';
import type { Services } from '../services.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { MODEL_CHANGED } from '../stop-words.ts';
import { createAppStore } from '../store.ts';
import { DEFAULT_CHOICE } from './default-choice.ts';
import { PairsLab } from './pairs-lab.ts';
import { RunBook } from './run-book.ts';

let browser: MemoryBrowser;
let session: MemoryTexts;
let engine: MosaicEngine;

/** The page anew: everything is gone but what the browser stores. */
function page(change: { layer?: string } = {}): PairsLab {
  engine = new MosaicEngine();
  const store = createAppStore();
  store.setState({ settings: { ...DEFAULT_SETTINGS, ...change, size: MOSAIC_SIZE } });
  const opened = Object.assign(engine, { info: { backend: 'wasm', modelSha256: 'abc' } });
  const client = { open: () => Promise.resolve(opened) };
  const decoder = {
    pixels: async (blob: Blob) => ({ rgb: new Uint8Array(await blob.arrayBuffer()), sentence: '' }),
  };
  return new PairsLab(
    { store, client, decoder, background: arithmetic, base: 'http://here/' } as unknown as Services,
    new RunBook(browser.page(session)),
  );
}

beforeEach(() => {
  browser = new MemoryBrowser();
  session = new MemoryTexts();
  // Every photograph another mosaic, made of its own address.
  vi.stubGlobal('fetch', async (url: URL) => {
    const shade = (i: number) => (url.pathname.charCodeAt(9 + (i % 6)) * 37 * (i + 1)) % 256;
    const colours = [0, 1, 2, 3].map((i) => [shade(i), shade(i + 1), shade(i + 2)] as const);
    return new Response(await mosaic('m', colours).blob());
  });
});
afterEach(() => vi.unstubAllGlobals());

const results = (lab: PairsLab) => lab.state.getState().results;

describe('the lab', () => {
  it('shows a finished run again after a reload without any work', async () => {
    const first = page();
    await first.begin();
    first.change({ steps: 8, limit: 4 });
    await first.run();
    expect(first.state.getState().job.status).toBe('done');
    expect(results(first)).toHaveLength(4);

    const second = page();
    await second.begin();
    expect(second.state.getState().choice.steps).toBe(8);
    expect(results(second)).toEqual(results(first));
    expect(engine.embedded).toEqual([]);
  });

  it('keeps what a cancelled run measured, and goes on only when asked', async () => {
    const first = page();
    const stop = first.state.subscribe(({ results: found }) => {
      if (found.length === 3) first.cancel();
    });
    await first.run();
    stop();
    expect(first.state.getState().job).toMatchObject({ status: 'stopped', words: 'Cancelled.' });

    const second = page();
    await second.begin();
    expect(results(second)).toHaveLength(3);
    expect(second.state.getState().job.status).toBe('idle');
    expect(engine.embedded).toEqual([]);
    await second.run();
    expect(results(second)).toHaveLength(SAMPLE_PAIRS.length);

    browser = new MemoryBrowser();
    const whole = page();
    await whole.run();
    const byKey = (lab: PairsLab) => new Map(results(lab).map((result) => [result.key, result]));
    expect(byKey(second)).toEqual(byKey(whole));
  });

  it('stops with a word, and keeps what it has, when another model is opened meanwhile', async () => {
    const lab = page();
    const stop = lab.state.subscribe(({ results: found }) => {
      if (found.length === 2) engine.replaced = true;
    });
    await lab.run();
    stop();
    expect(lab.state.getState().job).toMatchObject({ status: 'stopped', words: MODEL_CHANGED });
    expect(results(lab)).toHaveLength(2);
  });

  it('goes on by itself where the page went away in the middle', async () => {
    const first = page();
    const gone = new Promise<void>((resolve) => {
      first.state.subscribe(({ results: found }) => {
        if (found.length < 2) return;
        // The page goes away: nothing of it runs on, nothing more is saved.
        engine.embed = () => new Promise(() => undefined);
        resolve();
      });
    });
    void first.run();
    await gone;

    const second = page();
    await second.begin();
    expect(second.state.getState().job.status).toBe('done');
    expect(results(second)).toHaveLength(SAMPLE_PAIRS.length);
  });

  it('leaves a run alone that another tab may be at: one that is kept, or that of a tab this one is a copy of', async () => {
    const unfinished = async (keep: boolean) => {
      const first = page();
      const half = new Promise<void>((resolve) => {
        first.state.subscribe(({ results: found }) => {
          if (found.length < 2) return;
          engine.embed = () => new Promise(() => undefined);
          resolve();
        });
      });
      if (keep) await first.keep(true);
      void first.run();
      await half;
    };
    const stands = async () => {
      // What the first one found may still be on its way to storage.
      const second = await vi.waitFor(async () => {
        const lab = page();
        await lab.begin();
        expect(results(lab).length).toBeGreaterThan(0);
        return lab;
      });
      expect(second.state.getState()).toMatchObject({
        job: { status: 'idle' },
        interrupted: expect.stringContaining('another tab') as string,
      });
      expect(engine.embedded).toEqual([]);
      await second.run();
      expect(results(second)).toHaveLength(SAMPLE_PAIRS.length);
    };
    await unfinished(true);
    session = new MemoryTexts();
    await stands();

    browser = new MemoryBrowser();
    await unfinished(false);
    browser.hasTwin = true;
    await stands();
  });

  it('does not mix settings: another layer starts with nothing, and says what is unfinished', async () => {
    const first = page();
    const stop = first.state.subscribe(({ results: found }) => {
      if (found.length === 2) first.cancel();
    });
    await first.run();
    stop();
    const other = page({ layer: 'tower_0/MobilenetV3/expanded_conv_9/add' });
    await other.begin();
    expect(results(other)).toEqual([]);
    expect(other.state.getState().interrupted).toContain('other settings');
  });

  it('forgets when told to', async () => {
    const lab = page();
    lab.change({ limit: 2 });
    await lab.run();
    await lab.forget();
    expect(results(lab)).toEqual([]);
    const second = page();
    await second.begin();
    expect(results(second)).toEqual([]);
  });

  it('asks for the same files again, and then has their results', async () => {
    const found = async () => {
      const files = [1, 2, 3].map(async (i) => {
        const blob = await mosaic('m', [
          [i * 60, 5, 5],
          [9, i * 70, 3],
          [1, 2, 200],
          [40, 50, 60],
        ]).blob();
        return { path: `set/${i}.png`, file: new File([blob], `${i}.png`, { type: 'image/png' }) };
      });
      return Promise.all(files);
    };
    const first = page();
    await first.takeFiles(await found());
    expect(first.state.getState().choice.pairing).toBe('all');
    await first.run();
    expect(results(first)).toHaveLength(3);

    const second = page();
    await second.begin();
    expect(second.state.getState().interrupted).toContain('Drop the same files');
    await second.takeFiles(await found());
    expect(results(second)).toEqual(results(first));
    expect(engine.embedded).toEqual([]);
  });

  it('takes of many lists the one that names pairs of the pictures, in the encoding in which it does', async () => {
    const text = (path: string, ...content: (string | Uint8Array<ArrayBuffer>)[]) => ({
      path: `set/${path}`,
      file: new File(content, path, { type: 'text/plain' }),
    });
    const photo = (path: string, level: number) => ({
      path: `set/${path}`,
      file: new File([Uint8Array.of(level)], path, { type: 'image/png' }),
    });
    const pictures = [photo('кошка.png', 1), photo('собака.png', 2), photo('3.png', 3)];
    // “кошка.png,собака.png” in Windows-1251.
    const cyrillic = Uint8Array.from(Buffer.from('eaeef8eae02e706e672cf1eee1e0eae02e706e67', 'hex'));
    const lists = [text('a.txt', 'about this set'), text('pairs.txt', cyrillic), text('readme.txt', 'by me')];
    const lab = page();
    await lab.takeFiles([...pictures, ...lists]);
    const state = () => lab.state.getState();
    expect(state()).toMatchObject({ choice: { pairing: 'list' }, available: 1, listProblems: [] });
    expect(state().fileProblems).toEqual([
      'Of 3 lists among these files “pairs.txt” is used: it names the most pairs.',
    ]);
    // A list of something else changes nothing.
    const other = page();
    await other.takeFiles([...pictures, lists[0]!]);
    expect(other.state.getState()).toMatchObject({ choice: { pairing: 'all' }, available: 3 });
    expect(other.state.getState().fileProblems).toEqual([
      '“set/a.txt” names no pair of these pictures and is not used as a list.',
    ]);
    // Opened before the pictures it is read again with them.
    const early = page();
    await early.takeFiles([lists[1]!]);
    expect(early.state.getState()).toMatchObject({ choice: { pairing: 'list' }, available: 0 });
    await early.takeFiles(pictures);
    expect(early.state.getState()).toMatchObject({ choice: { pairing: 'list' }, available: 1 });
    await early.takeFiles([text('pairs.xlsx', 'PK')]);
    expect(early.state.getState().fileProblems[0]).toMatch(/“pairs\.xlsx” is a workbook.*as CSV/);
  });

  it('is this tab’s: another one begins with nothing, unless the user keeps it on the device', async () => {
    const first = page();
    await first.begin();
    first.change({ limit: 2, list: 'secret/a.png, secret/b.png' });
    await first.run();
    expect(JSON.stringify([...browser.rows.shelves.tab.values()])).not.toContain('secret');
    expect(browser.rows.shelves.kept.size).toBe(0);

    session = new MemoryTexts();
    const stranger = page();
    await stranger.begin();
    expect(results(stranger)).toEqual([]);
    expect(stranger.state.getState().choice.list).toBe('');

    await first.keep(true);
    session = new MemoryTexts();
    const second = page();
    await second.begin();
    expect(second.state.getState()).toMatchObject({ kept: true, choice: { limit: 2 } });
    expect(results(second)).toEqual(results(first));
    // Which contents they had is not to be read off it.
    expect(JSON.stringify([...browser.rows.shelves.kept.values()])).not.toContain(results(first)[0]!.key);

    await second.keep(false);
    expect(browser.rows.shelves.kept.size).toBe(0);
  });

  it('does not follow a kept run that was tampered with', async () => {
    const first = page();
    first.change({ limit: 2 });
    await first.keep(true);
    for (const [id, row] of browser.rows.shelves.kept) {
      const value = structuredClone(row.value) as { choice: { steps: number } };
      value.choice.steps = 1e9;
      browser.rows.shelves.kept.set(id, { ...row, value });
    }
    session = new MemoryTexts();
    const second = page();
    await second.begin();
    expect(second.state.getState().choice).toEqual(DEFAULT_CHOICE);
    expect(browser.dropped).toEqual([1]);
    expect(browser.rows.shelves.kept.size).toBe(0);
  });

  it('drops rows with holes in them, and measures those pairs again', async () => {
    const first = page();
    first.change({ limit: 2 });
    await first.run();
    await first.keep(true);
    for (const [id, row] of browser.rows.shelves.kept)
      if (row.id[1] === 'pairs-result')
        browser.rows.shelves.kept.set(id, { ...row, value: { ...(row.value as object), numbers: null } });
    session = new MemoryTexts();
    const second = page();
    await second.begin();
    expect(results(second)).toEqual([]);
    expect(browser.dropped).toEqual([2]);
    await second.run();
    expect(results(second)).toHaveLength(2);
  });

  it('is cancelled at once although the database does not answer', async () => {
    const get = vi.fn(() => new Promise<never>(() => undefined));
    browser.rows.get = get;
    const lab = page();
    void lab.run();
    await vi.waitFor(() => expect(get).toHaveBeenCalled());
    lab.cancel();
    await vi.waitFor(() =>
      expect(lab.state.getState().job).toMatchObject({ status: 'stopped', words: 'Cancelled.' }),
    );
  });
});
