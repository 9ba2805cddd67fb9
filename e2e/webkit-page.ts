import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { TestFile } from './app-page.ts';
import { type Exported, readExport } from './read-export.ts';
import { WebDriver } from './web-driver.ts';

/** The app in WebKitGTK, Safari's engine, driven by accessible names as AppPage does. */
export class WebKitPage {
  readonly driver: WebDriver;
  private readonly site: string;
  /** Files to upload lie here. */
  private readonly folder: string;

  private constructor(driver: WebDriver, site: string, folder: string) {
    this.driver = driver;
    this.site = site;
    this.folder = folder;
  }

  static async launch(
    paths: { driver: string; browser: string; screen: string },
    site: string,
  ): Promise<WebKitPage> {
    const folder = await mkdtemp(join(tmpdir(), 'webkit-'));
    return new WebKitPage(await WebDriver.webkit(paths), site, folder);
  }

  async close(): Promise<void> {
    await this.driver.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async open(parameters: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.visit(`${this.site}?${new URLSearchParams(parameters).toString()}`);
    await this.driver.run(`window.problems = [];
      addEventListener('error', (event) => problems.push(event.message));
      addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));`);
  }

  async visit(url: string): Promise<void> {
    await this.driver.goto(url);
    await this.done();
  }

  /** Faults that nobody caught since the page was opened. */
  problems(): Promise<readonly string[]> {
    return this.driver.run('return window.problems');
  }

  async done(): Promise<void> {
    await expect.poll(async () => (await this.state()).job, { timeout: 60_000 }).toBe('done');
  }

  /** The data attributes of `<main>`. */
  state(): Promise<Record<string, string | undefined>> {
    return this.driver.run('return { ...document.querySelector("main")?.dataset }');
  }

  async afterNextResult(change: () => Promise<unknown>): Promise<void> {
    const before = (await this.state()).result;
    await change();
    await expect.poll(async () => (await this.state()).result, { timeout: 60_000 }).not.toBe(before);
    await this.done();
  }

  async score(): Promise<number> {
    return Number(
      await this.driver.run(`return document.querySelector('output[aria-label="Similarity"]').textContent`),
    );
  }

  /** As the address says, which is written after the frame that paints the map. */
  async metric(): Promise<string> {
    const search = await this.driver.run<string>(
      'return new Promise((found) => requestAnimationFrame(() => setTimeout(() => setTimeout(() => found(location.search)))))',
    );
    return new URLSearchParams(search).get('metric') ?? 'cosine';
  }

  async setFiles(files: { readonly a?: TestFile; readonly b?: TestFile }): Promise<void> {
    for (const slot of ['a', 'b'] as const) {
      const file = files[slot];
      if (!file) continue;
      const path = join(this.folder, file.name);
      await writeFile(path, file.buffer);
      await this.driver.type(`[data-slot=${slot}] input[type=file]`, path);
    }
  }

  /** Chooses an option of a select by its value, or of a radio group by its name. */
  async choose(group: string, option: string): Promise<void> {
    await this.driver.run(
      `const [group, option] = arguments;
      const select = [...document.querySelectorAll('label')].find((each) => each.textContent === group)?.control;
      if (select) {
        select.value = option;
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return;
      }
      const named = [...document.querySelectorAll('[role=radiogroup]')].find(
        (each) => document.getElementById(each.getAttribute('aria-labelledby'))?.textContent === group,
      );
      [...named.querySelectorAll('label')].find((each) => each.textContent === option).click();`,
      group,
      option,
    );
  }

  /** Distinct colours on a canvas: a blank one has one. */
  colours(slot: 'A' | 'B'): Promise<number> {
    return this.driver.run(
      `const canvas = document.querySelector('canvas[aria-label="Map of image ' + arguments[0] + '"]');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;`,
      slot,
    );
  }

  async exportData(): Promise<Exported> {
    return readExport(await this.exported('Export data'));
  }

  exportFigure(): Promise<Buffer> {
    return this.exported('Export figure');
  }

  /** The bytes that a press of this button hands out. The browser has no folder for them, so they are taken here. */
  private async exported(button: string): Promise<Buffer> {
    const base64 = await this.driver.run<string>(
      `const name = arguments[0];
      return new Promise((taken, refused) => {
        const { click } = HTMLAnchorElement.prototype;
        HTMLAnchorElement.prototype.click = () => { HTMLAnchorElement.prototype.click = click; };
        const { createObjectURL } = URL;
        URL.createObjectURL = (blob) => {
          URL.createObjectURL = createObjectURL;
          const reader = new FileReader();
          reader.onload = () => taken(reader.result.slice(reader.result.indexOf(',') + 1));
          reader.onerror = () => refused(reader.error);
          reader.readAsDataURL(blob);
          return createObjectURL.call(URL, blob);
        };
        [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === name).click();
      });`,
      button,
    );
    return Buffer.from(base64, 'base64');
  }
}
