import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Browser, type ElementHandle, launch, type Page } from 'puppeteer-core';
import type { TestFile } from './app-page.ts';
import { type Exported, readExport } from './read-export.ts';

/**
 * The app in Firefox, driven by accessible names as AppPage does. Playwright drives only its own build of Firefox;
 * this is the one that people have, over WebDriver BiDi.
 */
export class FirefoxPage {
  readonly problems: string[] = [];
  readonly foreign: string[] = [];
  private readonly browser: Browser;
  private readonly page: Page;
  private readonly site: string;
  /** Downloads arrive here, and files to upload lie here. */
  private readonly folder: string;

  private constructor(browser: Browser, page: Page, site: string, folder: string) {
    this.browser = browser;
    this.page = page;
    this.site = site;
    this.folder = folder;
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
    });
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (!['data:', 'blob:'].includes(protocol) && host !== new URL(site).host)
        this.foreign.push(request.url());
    });
  }

  static async launch(executablePath: string, site: string): Promise<FirefoxPage> {
    const folder = await mkdtemp(join(tmpdir(), 'firefox-'));
    const browser = await launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      timeout: 60_000,
      // The window's own size: Firefox ESR 140 has no emulation of a screen, and refuses to be given a viewport.
      defaultViewport: null,
      args: ['--width=1360', '--height=1000'],
      extraPrefsFirefox: {
        // A folder of our own, and no question where to save.
        'browser.download.folderList': 2,
        'browser.download.dir': folder,
        'browser.download.useDownloadDir': true,
        'browser.download.always_ask_before_handling_new_types': false,
      },
    });
    const page = await browser.newPage();
    return new FirefoxPage(browser, page, site, folder);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  version(): Promise<string> {
    return this.browser.version();
  }

  async open(parameters: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.visit(`${this.site}?${new URLSearchParams(parameters).toString()}`);
  }

  async visit(url: string): Promise<void> {
    // Firefox calls a request that a page was left in the middle of an error: what is read for the words beside the
    // score is waited for.
    const looking = () =>
      this.run<boolean>(
        `return document.querySelector('output[aria-label="What may be believed"]')?.textContent.startsWith('Looking') ?? false`,
      );
    await expect.poll(looking, { timeout: 60_000 }).toBe(false);
    await this.page.goto(url);
    await this.done();
  }

  /** What the body of a function returns in the page. */
  run<T>(body: string): Promise<T> {
    return this.page.evaluate(`(() => { ${body} })()`) as Promise<T>;
  }

  /** Everything is stored for a visit without a network. */
  async readyOffline(): Promise<void> {
    const says = () => this.page.evaluate(() => document.body.innerText.includes('Ready offline.'));
    await expect.poll(says, { timeout: 60_000 }).toBe(true);
  }

  async done(): Promise<void> {
    await expect.poll(async () => (await this.state()).job, { timeout: 60_000 }).toBe('done');
  }

  /** The data attributes of `<main>`. */
  state(): Promise<Record<string, string | undefined>> {
    return this.page.evaluate(() => ({ ...document.querySelector('main')?.dataset }));
  }

  async afterNextResult(change: () => Promise<unknown>): Promise<void> {
    const before = (await this.state()).result;
    await change();
    await expect.poll(async () => (await this.state()).result, { timeout: 60_000 }).not.toBe(before);
    await this.done();
  }

  async score(): Promise<number> {
    return Number(await this.page.$eval('output[aria-label="Similarity"]', (output) => output.textContent));
  }

  /** As the address says, which is written after the frame that paints the map. */
  async metric(): Promise<string> {
    const search = await this.page.evaluate(
      () =>
        new Promise<string>((found) =>
          requestAnimationFrame(() => setTimeout(() => setTimeout(() => found(location.search)))),
        ),
    );
    return new URLSearchParams(search).get('metric') ?? 'cosine';
  }

  async setFiles(files: { readonly a?: TestFile; readonly b?: TestFile }): Promise<void> {
    for (const slot of ['a', 'b'] as const) {
      const file = files[slot];
      if (!file) continue;
      const path = join(this.folder, file.name);
      await writeFile(path, file.buffer);
      const input = await this.labelled(`Image ${slot.toUpperCase()}`);
      await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
    }
  }

  /** Chooses an option of a select by its value, or of a radio group by its name. */
  async choose(group: string, option: string): Promise<void> {
    const select = await this.labelled(group);
    if (select) {
      await select.select(option);
      return;
    }
    const radio = await this.page.evaluateHandle(
      (name, label) => {
        const named = [...document.querySelectorAll('[role=radiogroup]')].find(
          (each) => document.getElementById(each.getAttribute('aria-labelledby')!)?.textContent === name,
        );
        return [...(named?.querySelectorAll('label') ?? [])].find((each) => each.textContent === label);
      },
      group,
      option,
    );
    await (radio as ElementHandle<HTMLLabelElement>).click();
  }

  /** Distinct colours on a canvas: a blank one has one. */
  colours(slot: 'A' | 'B'): Promise<number> {
    return this.page.$eval(`canvas[aria-label="Map of image ${slot}"]`, (canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  }

  async exportData(): Promise<Exported> {
    return readExport(await this.download('Export data', '.zip'));
  }

  exportFigure(): Promise<Buffer> {
    return this.download('Export figure', '.png');
  }

  private async download(button: string, extension: string): Promise<Buffer> {
    const before = new Set(await readdir(this.folder));
    const handle = await this.page.evaluateHandle(
      (name) => [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === name),
      button,
    );
    await (handle as ElementHandle<HTMLButtonElement>).click();
    let arrived: string | undefined;
    const look = async () => {
      const now = await readdir(this.folder);
      // Firefox writes to a .part file beside an empty one of the final name.
      if (now.some((name) => name.endsWith('.part'))) return null;
      arrived = now.find((name) => name.endsWith(extension) && !before.has(name));
      return arrived;
    };
    await expect.poll(look, { timeout: 30_000 }).toBeTruthy();
    return readFile(join(this.folder, arrived!));
  }

  /** The form control with this label, or null. */
  private async labelled(name: string): Promise<ElementHandle<HTMLElement> | null> {
    const handle = await this.page.evaluateHandle(
      (text) => [...document.querySelectorAll('label')].find((each) => each.textContent === text)?.control,
      name,
    );
    return handle.asElement() as ElementHandle<HTMLElement> | null;
  }
}
