import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { expect } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { FAULTY_FILES } from './faulty-files.ts';
import { test } from './site-test.ts';
import { DIST } from './static-server.ts';
import { photograph } from './test-files.ts';

for (const { file, cause, remedy } of FAULTY_FILES)
  test(`${file.name}: refused in words where it happened; the pair stays`, async ({ page }) => {
    const app = new AppPage(page);
    await app.open();
    const score = await app.score();
    const pictures = [await app.picture('A'), await app.picture('B')];
    await app.setFiles({ b: file });
    const alert = page.locator('[data-slot=b]').getByRole('alert');
    await expect(alert).toContainText(file.name);
    await expect(alert).toContainText(cause);
    await expect(alert).toContainText(remedy);
    await expect(page.locator('[data-slot=a]').getByRole('alert')).toHaveCount(0);
    // The scale, which stays in view, does not lie over it.
    await expect(page.locator('.stage-values')).toHaveCSS('position', 'static');
    await expect(app.main).toHaveAttribute('data-job', 'done');
    expect(await app.score()).toBe(score);
    expect([await app.picture('A'), await app.picture('B')]).toEqual(pictures);
    // A picture in the same place makes it good.
    await app.afterNextResult(() => app.setFiles({ b: photograph('nagasaki-boats') }));
    await expect(alert).toHaveCount(0);
    expect(app.problems).toEqual([]);
  });

const weights = (model: string) => readFileSync(`${DIST}/models/${model}/weights.bin`);

const MODEL_FAULTS: readonly {
  readonly name: string;
  readonly words: RegExp;
  answer(response: ServerResponse): void;
}[] = [
  {
    name: 'is missing',
    words: /could not be found.*folder .models. was uploaded/,
    answer: (response) => response.writeHead(404).end(),
  },
  {
    name: 'comes as HTML with status 200',
    words: /could not be found/,
    answer: (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Home</title>'),
  },
  {
    name: 'has flipped bytes',
    words: /damaged: its checksum.*Try again/,
    answer: (response) => {
      const bytes = weights('faces');
      for (let at = 1000; at < 1016; at++) bytes[at]! ^= 0xff;
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    },
  },
  {
    name: 'is shorter than it should be',
    words: /stopped half-way.*Try again/,
    answer: (response) => response.writeHead(200).end(weights('faces').subarray(0, 2_000_000)),
  },
  {
    name: 'is cut off half-way',
    words: /stopped half-way.*Try again/,
    answer: (response) => {
      const bytes = weights('faces');
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 2_000_000), () => response.destroy());
    },
  },
];

for (const { name, words, answer } of MODEL_FAULTS)
  test(`model file ${name}: said in words, the pair stays, one click mends it`, async ({ page, site }) => {
    const app = new AppPage(page);
    await page.goto(site.url);
    await app.done();
    const score = await app.score();
    const picture = await app.picture('A');
    site.intercept = (path, response) => {
      if (path !== 'models/faces/weights.bin') return false;
      answer(response);
      return true;
    };
    await app.choose('Model', 'faces');
    await expect(app.main).toHaveAttribute('data-job', 'failed');
    const alert = page.locator('.job-row').getByRole('alert');
    await expect(alert).toContainText(words);
    expect(await app.score()).toBe(score);
    await expect(page.getByText('Previous result').first()).toBeVisible();
    expect(await app.picture('A')).toBe(picture);

    site.intercept = null;
    await app.afterNextResult(() => alert.getByRole('button', { name: 'Try again' }).click());
    expect(await app.score()).not.toBe(score);
    await expect(alert).toHaveCount(0);
  });

test('no usable backend: a forced one that is not there is a clear error, the best one is one click away', async ({
  page,
  site,
}) => {
  const script = /^assets\/(worker|engine)-[^/]+\.js$/;
  site.intercept = (path, response) => {
    if (!script.test(path)) return false;
    // As in a browser without WebGPU. Imports come first, but nothing asks for a GPU before the first call.
    const hide = "Object.defineProperty(Object.getPrototypeOf(navigator), 'gpu', { value: undefined });\n";
    response
      .writeHead(200, { 'content-type': 'text/javascript' })
      .end(hide + readFileSync(`${DIST}/${path}`, 'utf8'));
    return true;
  };
  const app = new AppPage(page);
  await page.goto(`${site.url}?backend=webgpu`);
  await expect(app.main).toHaveAttribute('data-job', 'failed');
  const alert = page.locator('.job-row').getByRole('alert');
  await expect(alert).toContainText(/cannot run the compute backend.*Remove .backend/);
  await expect(alert).toContainText(/no WebGPU adapter/);
  await alert.getByRole('button', { name: 'Use the best available engine' }).click();
  await app.done();
  await expect(app.main).not.toHaveAttribute('data-backend', 'webgpu');
  expect((await app.address()).has('backend')).toBe(false);
});
