import { expect, test } from 'vitest';
import { MemoryBrowser, MemoryTexts } from '../testing/memory-storage.ts';
import { putImage } from './image-cache.ts';
import { OWN_IMAGE, OwnImages } from './own-images.ts';
import type { Picture } from './state.ts';

function picture(name: string): Picture {
  const preview = { close: () => undefined } as unknown as ImageBitmap;
  putImage(name, { blob: new Blob([name]), preview });
  return { id: name, name, width: 1, height: 1, origin: { kind: 'file' } };
}

test('a file that stays on the page comes back after a reload, however many took turns beside it', async () => {
  const browser = new MemoryBrowser();
  const session = new MemoryTexts();
  const { tab } = browser.page(session);
  const images = new OwnImages(tab);
  const a = picture('stays.png');
  let state = images.stateOf({ a, b: null, c: null });
  const stored = async () => (await tab.list()).filter(({ kind }) => kind === OWN_IMAGE.id).length;
  for (let i = 0; i < 30; i++) {
    state = images.stateOf({ a, b: picture(`${i}.png`), c: null });
    // Until it is written and room is made.
    await expect.poll(async () => (await images.filesOf(state)).b?.name).toBe(`${i}.png`);
  }
  await expect.poll(stored).toBe(8);

  const reloaded = new OwnImages(browser.page(session).tab);
  const files = await reloaded.filesOf(state);
  expect([files.a?.name, files.b?.name]).toEqual(['stays.png', '29.png']);
  expect(await files.a!.text()).toBe('stays.png');
});
