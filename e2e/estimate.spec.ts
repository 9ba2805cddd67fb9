import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';

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

/** A neighbour that comes or goes in the middle of a run makes any estimate wrong: one of three has to hold. */
async function holds(what: string, estimated: () => Promise<{ said: number; took: number }>): Promise<void> {
  const tries: string[] = [];
  for (let i = 0; i < 3; i++) {
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
  const pairs = ['canyon', 'boats', 'alps'];
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
