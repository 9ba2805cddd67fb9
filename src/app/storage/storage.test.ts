import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MemoryBrowser, MemoryTexts } from '../../testing/memory-storage.ts';
import type { Kind } from './kind.ts';

const NOTE: Kind<{ readonly text: string }> = {
  ...{ id: 'note', version: 2 },
  schemas: {
    1: v.pipe(
      v.string(),
      v.transform((text) => ({ text })),
    ),
    2: v.object({ text: v.string() }),
  },
};
const OLD_NOTE: Kind<string> = { ...{ id: 'note', version: 1 }, schemas: { 1: v.string() } };

const stored = (browser: MemoryBrowser) =>
  JSON.stringify([...browser.rows.shelves.tab.values(), ...browser.rows.shelves.kept.values()]);

for (const shelf of ['tab', 'kept'] as const)
  test(`${shelf}: what was put there, with its bytes, a reload finds again`, async () => {
    const browser = new MemoryBrowser();
    const session = new MemoryTexts();
    const bytes = new Uint8Array([1, 2, 3, 250]);
    const first = browser.page(session)[shelf];
    expect(await first.put(NOTE, { key: 'a' }, { text: 'A' }, new Blob([bytes]))).toBe(true);
    expect(await first.put(NOTE, { key: 'b', network: 'n', group: 'g' }, { text: 'B' })).toBe(true);

    const second = browser.page(session)[shelf];
    const a = await second.get(NOTE, { key: 'a' });
    expect(a?.value).toEqual({ text: 'A' });
    expect(new Uint8Array(await a!.blob!.arrayBuffer())).toEqual(bytes);
    expect(await second.get(NOTE, { key: 'b' })).toBeNull();
    expect(await second.get(NOTE, { key: 'b', network: 'n', group: 'g' })).toEqual({
      value: { text: 'B' },
      blob: null,
    });
    const list = await second.list();
    expect(list.map(({ kind, network }) => [kind, network])).toEqual([
      ['note', ''],
      ['note', 'n'],
    ]);
    expect(list.every(({ bytes, saved }) => bytes > 4 && saved > 0)).toBe(true);
    await second.clear(NOTE, { network: 'n', group: 'g' });
    expect(await second.all(NOTE)).toHaveLength(1);
    await second.remove(NOTE, { key: 'a' });
    expect(await second.list()).toEqual([]);
  });

test('a tab’s rows say nothing to whoever reads the database, and other tabs find none of them', async () => {
  const browser = new MemoryBrowser();
  await browser
    .page()
    .tab.put(NOTE, { key: 'secret key' }, { text: 'secret value' }, new Blob(['secret bytes']));
  const [row] = browser.rows.shelves.tab.values();
  const read = new TextDecoder('latin1').decode(
    new Uint8Array([...(row!.value as Uint8Array), ...(row!.blob as Uint8Array)]),
  );
  expect(read + JSON.stringify(row!.id)).not.toMatch(/secret/);
  const other = browser.page().tab;
  expect(await other.get(NOTE, { key: 'secret key' })).toBeNull();
  expect(await other.list()).toEqual([]);
});

test('a tab’s row that was tampered with, or moved to another place, does not open; it is removed with a word', async () => {
  const browser = new MemoryBrowser();
  const session = new MemoryTexts();
  const { tab } = browser.page(session);
  await tab.put(NOTE, { key: 'a' }, { text: 'A' });
  await tab.put(NOTE, { key: 'b' }, { text: 'B' });
  const { tab: rows } = browser.rows.shelves;
  const [[a, rowA], [b, rowB]] = [...rows.entries()] as [[string, never], [string, never]];
  rows.set(a, { ...(rowA as object), value: (rowB as { value: unknown }).value } as never);
  const broken = (rowB as { value: Uint8Array }).value.slice();
  broken[20]! ^= 1;
  rows.set(b, { ...(rowB as object), value: broken } as never);
  expect(await tab.get(NOTE, { key: 'a' })).toBeNull();
  expect(await tab.get(NOTE, { key: 'b' })).toBeNull();
  expect(browser.dropped).toEqual([1, 1]);
  expect(rows.size).toBe(0);
});

test('an older version is found and made into what is used today; the newer one wins', async () => {
  const browser = new MemoryBrowser();
  const { kept } = browser.page();
  await kept.put(OLD_NOTE, { key: 'a' }, 'from long ago');
  expect((await kept.get(NOTE, { key: 'a' }))?.value).toEqual({ text: 'from long ago' });
  await kept.put(NOTE, { key: 'a' }, { text: 'new' });
  expect((await kept.get(NOTE, { key: 'a' }))?.value).toEqual({ text: 'new' });
  await kept.remove(NOTE, { key: 'a' });
  expect(browser.rows.shelves.kept.size).toBe(0);
});

test('keys of what is kept are hashed under a salt: the same key has another name on another device', async () => {
  const names = await Promise.all(
    [new MemoryBrowser(), new MemoryBrowser()].map(async (browser) => {
      await browser.page().kept.put(NOTE, { key: 'sha-256 of a file' }, { text: '' });
      expect(stored(browser)).not.toContain('sha-256 of a file');
      return [...browser.rows.shelves.kept.keys()][0];
    }),
  );
  expect(names[0]).not.toBe(names[1]);
});

test('rows of tabs that are long gone are swept at the start; those of living tabs, and what is kept, are not', async () => {
  const browser = new MemoryBrowser();
  browser.local.setItem('semblance.pairs', '{"choice": {"list": "private.jpg"}}');
  browser.local.setItem('neighbour', 'stays');
  const own = new MemoryTexts();
  await browser.page(own).tab.put(NOTE, { key: 'a' }, { text: 'mine' });
  await browser.page().tab.put(NOTE, { key: 'a' }, { text: 'another tab’s' });
  await browser.page().kept.put(NOTE, { key: 'a' }, { text: 'kept' });
  await browser.page(own).sweep();
  expect(browser.rows.shelves.tab.size).toBe(2);
  await browser.page(own).sweep(Date.now() + 25 * 3_600_000);
  expect(browser.rows.shelves.tab.size).toBe(1);
  expect((await browser.page(own).tab.get(NOTE, { key: 'a' }))?.value).toEqual({ text: 'mine' });
  expect(browser.rows.shelves.kept.size).toBe(1);
  expect([...browser.local.texts.keys()]).toEqual(['neighbour']);
});

test('“Forget everything” leaves nothing of this page’s, touches nothing of a neighbour’s, and writes nothing more', async () => {
  const browser = new MemoryBrowser();
  const session = new MemoryTexts();
  session.setItem('semblance:/elsewhere/:tab', 'another copy’s');
  browser.local.setItem('semblance:/here/:preferences:1', '{}');
  const storage = browser.page(session);
  await storage.tab.put(NOTE, { key: 'a' }, { text: 'A' });
  await storage.kept.put(NOTE, { key: 'a' }, { text: 'A' });
  expect(session.length).toBe(2);
  expect(await storage.forget()).toBe(true);
  expect(stored(browser)).toBe('[]');
  expect([...session.texts.keys()]).toEqual(['semblance:/elsewhere/:tab']);
  expect(browser.local.length).toBe(0);
  expect(await storage.tab.put(NOTE, { key: 'a' }, { text: 'A' })).toBe(false);
  expect(await storage.kept.put(NOTE, { key: 'a' }, { text: 'A' })).toBe(false);
  expect(stored(browser)).toBe('[]');
});

test('“Forget everything” reaches the other tabs: their keys go, they say it, and they write nothing back', async () => {
  const browser = new MemoryBrowser();
  const sessions = [new MemoryTexts(), new MemoryTexts()] as const;
  const [here, other] = [browser.page(sessions[0]), browser.page(sessions[1])];
  await other.tab.put(NOTE, { key: 'a' }, { text: 'A' });
  expect(sessions[1].length).toBe(1);
  expect(await here.forget()).toBe(true);
  expect(browser.told).toBe(1);
  expect(sessions[1].length).toBe(0);
  expect(await other.tab.put(NOTE, { key: 'a' }, { text: 'A' })).toBe(false);
  expect(await other.kept.put(NOTE, { key: 'a' }, { text: 'A' })).toBe(false);
  expect(stored(browser)).toBe('[]');
  expect([sessions[0].length, sessions[1].length, browser.local.length]).toEqual([0, 0, 0]);
  // Loaded again, it begins anew.
  expect(await browser.page(sessions[1]).tab.put(NOTE, { key: 'a' }, { text: 'A' })).toBe(true);
});

test('where the browser refuses storage nothing is kept, nothing is found, and nothing throws', async () => {
  const refuse = () => {
    throw new DOMException('refused', 'SecurityError');
  };
  const browser = new MemoryBrowser();
  browser.rows.salt = () => Promise.reject(new Error('refused'));
  const { tab, kept } = browser.page(new MemoryTexts(), { session: refuse });
  for (const shelf of [tab, kept]) {
    expect(await shelf.put(NOTE, { key: 'a' }, { text: 'A' })).toBe(false);
    expect(await shelf.get(NOTE, { key: 'a' })).toBeNull();
    expect(await shelf.list()).toEqual([]);
    await shelf.clear(NOTE);
  }
});
