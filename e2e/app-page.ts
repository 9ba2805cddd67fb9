import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { type Exported, readExport } from './read-export.ts';

/** A file to hand to an input or to drop. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The app as a user drives it: by accessible names only (the contract in the product's description). */
export class AppPage {
  readonly page: Page;
  readonly main: Locator;
  readonly similarity: Locator;
  readonly distance: Locator;
  readonly objective: Locator;
  /** Errors of the page itself; a test that expects none asserts that this is empty. */
  readonly problems: string[] = [];
  readonly foreign: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.main = page.locator('main');
    this.similarity = page.getByRole('status', { name: 'Similarity', exact: true });
    this.distance = page.getByRole('status', { name: 'Distance', exact: true });
    this.objective = page.getByRole('status', { name: 'Objective', exact: true });
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
    });
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      const home = new URL(page.url() === 'about:blank' ? request.url() : page.url()).host;
      if (!['data:', 'blob:'].includes(protocol) && host !== home) this.foreign.push(request.url());
    });
  }

  /**
   * Call before the page is opened: it never finds itself idle, as on a machine that is busy. What it makes ahead or in
   * passing (a first look, the maps of the next clicks) takes software GPUs minutes, and is no part of what is asked.
   */
  async neverIdle(): Promise<void> {
    await this.page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
  }

  /**
   * Call before the page is opened, where a test brings a network: the page's own never comes. Software GPUs would begin
   * to compile its shaders, which takes them up to a minute, before the other is there.
   */
  async withholdNetwork(): Promise<void> {
    await this.page.route('**/models/**', () => undefined);
  }

  /** Opens the site as a first visitor does, without any parameter. */
  async openBare(): Promise<void> {
    await this.page.goto('./');
    await this.done();
  }

  /** Opens the site with these URL parameters, plain SFAM by default, and waits for the explained pair. */
  async open(parameters: Readonly<Record<string, string>> = { against: 'none' }): Promise<void> {
    await this.page.goto(`./?${new URLSearchParams(parameters).toString()}`);
    await this.done();
  }

  /** Drops a network's files and uses it as the dialog proposes; it does not wait for what it explains. */
  async bringNetwork(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> {
    await this.drop(files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })));
    const dialog = this.page.getByRole('dialog', { name: 'Your network' });
    await dialog.getByRole('button', { name: 'Use this network' }).click();
    await expect(dialog).toBeHidden();
  }

  async done(): Promise<void> {
    await expect(this.main).toHaveAttribute('data-job', 'done');
  }

  /** Runs a change and waits for the explanation it leads to. */
  async afterNextResult(change: () => Promise<unknown>): Promise<void> {
    const before = await this.main.getAttribute('data-result');
    await change();
    await expect(this.main).not.toHaveAttribute('data-result', before ?? 'none');
    await this.done();
  }

  async score(): Promise<number> {
    return Number(await this.similarity.textContent());
  }

  async setFiles(files: {
    readonly a?: TestFile;
    readonly b?: TestFile;
    readonly c?: TestFile;
  }): Promise<void> {
    if (files.a) await this.page.getByLabel('Image A', { exact: true }).setInputFiles(files.a);
    if (files.c) await this.page.getByLabel('Image C', { exact: true }).setInputFiles(files.c);
    if (files.b) await this.page.getByLabel('Image B', { exact: true }).setInputFiles(files.b);
  }

  /** Drops files anywhere on the window, or on one place of it, as a file manager would. */
  async drop(files: readonly TestFile[], target = this.page.locator('body')): Promise<void> {
    const data = files.map(({ name, mimeType, buffer }) => ({
      name,
      mimeType,
      base64: buffer.toString('base64'),
    }));
    await target.evaluate((element, list) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      for (const type of ['dragenter', 'dragover', 'drop'])
        element.dispatchEvent(
          new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
    }, data);
  }

  /** Chooses an option of a select or radio group by the group's name and the option's value or name. */
  async choose(group: string, option: string): Promise<void> {
    const select = this.page.getByRole('combobox', { name: group, exact: true });
    if ((await select.count()) > 0) await select.selectOption(option);
    else {
      const radios = this.page
        .getByRole('radiogroup', { name: group, exact: true })
        .or(this.page.getByRole('group', { name: group, exact: true }));
      await radios.getByRole('radio', { name: option, exact: true }).check();
    }
  }

  /** What the address says; it is written after the frame that paints the map. */
  async address(): Promise<URLSearchParams> {
    const search = await this.page.evaluate(
      () =>
        new Promise<string>((found) =>
          requestAnimationFrame(() => setTimeout(() => setTimeout(() => found(location.search)))),
        ),
    );
    return new URLSearchParams(search);
  }

  /** The metric that the address names; what equals the default is left out there. */
  async metric(): Promise<string> {
    return (await this.address()).get('metric') ?? 'cosine';
  }

  /** A hash of the canvas's pixels: equal pictures, equal text. */
  async picture(slot: 'A' | 'B'): Promise<string> {
    const [a, b] = await this.pictures();
    return slot === 'A' ? a : b;
  }

  /** Of both canvases, at one moment, in their own place and not beside a panel, where they are smaller. */
  pictures(): Promise<[string, string]> {
    return this.page.evaluate(async () => {
      if (document.querySelector('.stage.docked')) scrollTo(0, 0);
      while (document.querySelector('.stage.docked'))
        await new Promise((next) => requestAnimationFrame(next));
      // Labels change with the state, canvases with the frame after it.
      for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
      const hashOf = (slot: string) => {
        const canvas = document.querySelector<HTMLCanvasElement>(
          `canvas[aria-label="Map of image ${slot}"]`,
        )!;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let hash = 0;
        for (const byte of data) hash = (Math.imul(hash, 31) + byte) | 0;
        return `${data.length}:${hash}`;
      };
      return [hashOf('A'), hashOf('B')] as [string, string];
    });
  }

  async exportData(): Promise<Exported> {
    return readExport(await this.download('Export data'));
  }

  exportFigure(): Promise<Buffer> {
    return this.download('Export figure');
  }

  private async download(button: string): Promise<Buffer> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    return readFile(await download.path());
  }

  /** Through the dialog “About”, which is open; afterwards the page is loaded anew. */
  async forgetEverything(): Promise<void> {
    const about = this.page.getByRole('dialog');
    await about.getByRole('button', { name: 'Forget everything', exact: true }).click();
    await Promise.all([
      this.page.waitForEvent('load'),
      about.getByRole('button', { name: 'Yes, forget everything' }).click(),
    ]);
  }
}
