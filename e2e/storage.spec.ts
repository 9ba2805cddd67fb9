import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { startStaticServer } from './static-server.ts';
import { photograph } from './test-files.ts';

/** Everything that the origin's storage holds, in texts; bytes as far as they are letters. */
function everythingStored(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const letters = new TextDecoder('latin1');
    const text = async (value: unknown): Promise<string> => {
      if (value instanceof Blob) return letters.decode(await value.arrayBuffer());
      if (value instanceof Uint8Array) return letters.decode(value);
      if (typeof value === 'object' && value !== null)
        return (await Promise.all(Object.entries(value).map(async ([k, v]) => k + (await text(v))))).join(
          ' ',
        );
      return String(value);
    };
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('refused'));
      });
    const databases: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await ask(indexedDB.open(name!));
      for (const store of db.objectStoreNames)
        for (const row of await ask<unknown[]>(db.transaction(store).objectStore(store).getAll()))
          databases.push(`${name} ${store} ${await text(row)}`);
      db.close();
    }
    const cached: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) cached.push(url);
    const files: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    const texts = (store: globalThis.Storage) =>
      Object.entries(store).map(([key, value]) => `${key} ${value}`);
    return { databases, cached, files, local: texts(localStorage), session: texts(sessionStorage) };
  });
}

const OWN = [photograph('march-pastoral'), photograph('nagasaki-boats')];

async function openOwn(page: Page, app: AppPage, url = './?backend=wasm'): Promise<void> {
  await page.goto(url);
  await app.done();
  await app.afterNextResult(() => app.drop(OWN));
  await expect
    .poll(
      async () => (await everythingStored(page)).databases!.filter((row) => row.includes('own-image')).length,
    )
    .toBe(2);
}

test('Reload and Back bring images of the user’s own back; a new tab has none of them', async ({
  page,
  context,
}) => {
  const app = new AppPage(page);
  await openOwn(page, app);
  const score = await app.score();
  await page.reload();
  await app.done();
  expect(await app.score()).toBe(score);
  await expect(page.getByText('march-pastoral.jpg').first()).toBeVisible();
  await expect(page.getByText('Files do not travel')).toHaveCount(0);

  await page.goto('about:blank');
  await page.goBack();
  await app.done();
  expect(await app.score()).toBe(score);

  const link = page.url();
  const other = new AppPage(await context.newPage());
  await other.page.goto(link);
  await other.done();
  expect(await other.score()).not.toBe(score);
  await expect(other.page.getByText('Files do not travel').first()).toBeVisible();
  // In the same tab a link is a link too: only its own history has images.
  await page.goto('about:blank');
  await page.goto(link);
  await app.done();
  expect(await app.score()).not.toBe(score);
  expect([...app.problems, ...other.problems]).toEqual([]);
});

test('what a tab stores cannot be read off the database, and “Forget everything” leaves only what ships, in other tabs too', async ({
  page,
  context,
}) => {
  const app = new AppPage(page);
  const other = new AppPage(await context.newPage());
  await other.open({ backend: 'wasm' });
  await openOwn(page, app);
  await page
    .getByRole('button', { name: 'Dark', exact: true })
    .or(page.getByRole('radio', { name: 'Dark' }))
    .first()
    .click({ force: true });
  const before = await everythingStored(page);
  // A JPEG begins with these letters, and the names are known.
  expect(before.databases!.join('\n')).not.toMatch(/JFIF|Exif|march-pastoral|nagasaki/);
  expect(before.session).toHaveLength(1);
  expect(before.local).toHaveLength(1);

  await page.getByRole('button', { name: 'About', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/2 records, .* MB now|2 records, .* kB now/)).toBeVisible();
  await app.forgetEverything();
  await app.done();
  await expect(page.getByText('march-pastoral.jpg')).toHaveCount(0);
  // The other tab says it, goes on, and stores nothing more.
  await expect(other.page.locator('.notice')).toContainText('Everything stored was forgotten in another tab');
  await other.afterNextResult(() => other.drop([photograph('black-canyon'), photograph('march-pastoral')]));
  await other.afterNextResult(() => other.choose('Metric', 'Euclidean'));
  expect((await everythingStored(other.page)).session).toEqual([]);
  const after = await everythingStored(page);
  expect(after.databases).toEqual([]);
  expect(after.local).toEqual([]);
  expect(after.files).toEqual([]);
  expect(other.problems).toEqual([]);
  for (const url of after.cached!)
    expect(new URL(url).pathname).toMatch(/^\/some\/path\/models\/(objects|faces)\//);
  expect(app.problems).toEqual([]);
});

test('two copies on one origin share nothing', async ({ page }) => {
  const site = await startStaticServer('/one/');
  const app = new AppPage(page);
  await openOwn(page, app, `${site.url}?backend=wasm`);
  const stored = await everythingStored(page);
  for (const name of [...stored.databases!, ...stored.session!, ...stored.local!])
    expect(name).toMatch(/^semblance:\/one\/:/);
  await site.close();
});

test('a database held in an upgrade delays nothing: a run begins, is cancelled, and pictures are opened', async ({
  page,
  context,
}) => {
  const holder = await context.newPage();
  await holder.goto('./licences.txt');
  await holder.evaluate(async () => {
    // An upgrade that never ends: whoever opens this database waits.
    const request = indexedDB.open('semblance:/some/path/:records', 1);
    await new Promise<void>((held) => {
      request.onupgradeneeded = () => {
        const store = request.result.createObjectStore('held');
        const again = () => {
          store.get('x').onsuccess = again;
        };
        again();
        held();
      };
    });
  });
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await app.afterNextResult(() => app.drop(OWN));
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  await page.getByRole('button', { name: 'Run the test' }).click();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText('Cancelled.')).toBeVisible();
  expect(app.problems).toEqual([]);
});
