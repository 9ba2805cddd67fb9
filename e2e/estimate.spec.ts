import { writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { photograph } from './test-files.ts';

/** Seconds of “about 40 s”, “about 1.5 min”. */
function seconds(words: string): number {
  const [, number, unit] = /about ([\d.]+) (s|min)\b/.exec(words)!;
  return Number(number) * (unit === 's' ? 1 : 60);
}

const timed = async (work: () => Promise<unknown>) => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

/** Where a neighbour comes or goes in the middle of a run, any estimate is wrong. */
const TRIES = 5;

/** An estimate and a run, anew until one holds. */
async function holds(what: string, estimated: () => Promise<{ said: number; took: number }>): Promise<void> {
  const tries: string[] = [];
  for (let i = 0; i < TRIES; i++) {
    const { said, took } = await estimated();
    tries.push(`${what}: said ${said} s, took ${took.toFixed(1)} s`);
    if (Math.max(said / took, took / said) <= 1.5) {
      test.info().annotations.push({ type: 'estimate', description: tries.join('; ') });
      return;
    }
  }
  expect(tries.join('; '), 'within a factor of 1.5').toBe('');
}

/** What stands beside the button that starts a run. */
const beside = (page: Page, button: string) =>
  page
    .locator('.task-row, .pairs-run, .button-row')
    .filter({ has: page.getByRole('button', { name: button }) })
    .getByText(/about .*: [\d,]+ masked copies through the network$/);

test('what a long run will take is said before it begins, within a factor of 1.5', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  const method = page.getByLabel('Method', { exact: true });
  const times = page.getByText(/^For these images: /);
  // Nothing is known yet, and nothing is said.
  await expect(times).toBeHidden();
  const pairs = ['canyon', 'boats', 'alps', 'home', 'roxy'];
  await holds('occlusion', async () => {
    await method.focus();
    await expect(times).toContainText(/Occlusion about .*; RISE, Distance Explainer about /);
    const said = seconds(/Occlusion [^;]*/.exec((await times.textContent())!)![0]);
    const took = await timed(() => app.afterNextResult(() => app.choose('Method', 'occlusion')));
    // Its copies are kept: the next try needs other pictures, before it is made again.
    await expect(times).not.toContainText('Occlusion');
    await app.afterNextResult(() => app.choose('Method', 'sfam'));
    await app.open({ backend: 'wasm', against: 'none', a: pairs.pop()! });
    return { said, took };
  });

  await page.getByRole('tab', { name: 'Methods side by side' }).click();
  for (const name of ['Grad-CAM', 'Grad-CAM++', 'Relevance-CAM', 'Mean activation'])
    await page.getByRole('checkbox', { name, exact: true }).uncheck();
  await page.getByRole('radio', { name: '32', exact: true }).check({ force: true });
  const stop = page.getByRole('tabpanel').getByRole('button', { name: 'Stop', exact: true });
  await holds('table', async () => {
    const words = beside(page, 'Make the table');
    await expect(words).toContainText('130 masked copies');
    const said = seconds((await words.textContent())!);
    const took = await timed(async () => {
      await page.getByRole('button', { name: /^Make the table/ }).click();
      await expect(stop).toBeVisible();
      // One button starts and stops: it has the focus all the while.
      await expect(stop).toBeFocused();
      await expect(stop).toHaveCount(0);
    });
    await expect(page.getByRole('button', { name: 'Make the table again' })).toBeFocused();
    return { said, took };
  });

  await page.getByRole('tab', { name: 'Test this map' }).click();
  await page.getByRole('radio', { name: 'Quick', exact: true }).check({ force: true });
  await expect(beside(page, 'Test this map')).toBeVisible();
  await page.getByRole('tab', { name: 'Sanity checks' }).click();
  // The weights are shuffled in no other work: a little of it tells the pace.
  await expect(
    page
      .getByRole('region', { name: 'Shuffle the weights' })
      .getByText(/about .* networks, some of whose weights/),
  ).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('a smoothed map and the first gallery are estimated too, by a little of them', async ({
  page,
}, info) => {
  const app = new AppPage(page);
  const words = page.getByText(/^Smoothed, these maps take /);
  const smoothing = page.getByRole('radiogroup', { name: 'Smoothing' });
  const pairs = ['canyon', 'boats', 'alps', 'home', 'roxy'];
  await holds('smoothing', async () => {
    await app.open({ backend: 'wasm', against: 'none', size: '512', a: pairs.pop()! });
    await expect(words).toBeHidden();
    await smoothing.getByRole('radio', { name: 'Off' }).focus();
    await expect(words).toBeVisible();
    const said = seconds((await words.textContent())!);
    const took = await timed(() => app.afterNextResult(() => app.choose('Smoothing', 'On')));
    return { said, took };
  });

  await app.open({ backend: 'wasm', against: 'none' });
  const [a, b] = [photograph('nagasaki-boats'), photograph('black-canyon')];
  await app.afterNextResult(() => app.setFiles({ a }));
  await app.afterNextResult(() => app.setFiles({ b }));
  const paths = Array.from({ length: 64 }, (_, i) => info.outputPath(`${i}.jpg`));
  for (const [i, path] of paths.entries()) writeFileSync(path, (i % 2 ? a : b).buffer);
  await page.getByRole('tab', { name: 'Gallery' }).click();
  const status = page.getByLabel('Gallery status');
  let learned = false;
  await holds('gallery', async () => {
    const thousand = page.getByText(
      learned ? /^As the last ones went, 1,000 pictures take / : /^Of pictures like A and B, 1,000 take /,
    );
    await expect(thousand).toBeVisible();
    const said = (seconds((await thousand.textContent())!) * paths.length) / 1000;
    const took = await timed(async () => {
      await page.getByLabel('Gallery images').setInputFiles(paths);
      await expect(status).toHaveText('64 of 64 images embedded');
    });
    learned = true;
    // Else the next try would find that there is nothing to do.
    await page.getByRole('button', { name: 'Use the bundled photographs' }).click();
    await expect(status).toHaveText('18 of 18 images embedded');
    return { said, took };
  });
  expect(app.problems).toEqual([]);
});
