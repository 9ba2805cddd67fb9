import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { DIST, startStaticServer } from './static-server.ts';
import { photograph } from './test-files.ts';

declare global {
  interface Window {
    violations: string[];
  }
}

test('the policy of the built page is strict', () => {
  const html = readFileSync(`${DIST}/index.html`, 'utf8');
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)![1]!.replaceAll('&#39;', "'");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
});

for (const backend of ['wasm', 'webgl', 'webgpu', 'cpu'])
  test(`a whole session on ${backend} asks nobody else and breaks no rule of the policy, workers included`, async ({
    page,
    context,
  }) => {
    test.setTimeout(300_000);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
      );
    });
    const app = new AppPage(page);
    await page.goto(`./?backend=${backend}`);
    // WebGPU in software compiles its shaders for minutes on a busy machine.
    await expect(app.main).toHaveAttribute('data-job', 'done', { timeout: 240_000 });
    await app.afterNextResult(() => app.drop([photograph('march-pastoral'), photograph('nagasaki-boats')]));
    await app.exportData();
    await app.exportFigure();
    if (backend === 'wasm') {
      await app.afterNextResult(() => app.choose('Model', 'faces'));
      for (const tab of await page.getByRole('tab').all()) await tab.click();
    }
    for (const dialog of ['Keys', 'About']) {
      await page.getByRole('button', { name: dialog, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    }
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    expect(app.problems).toEqual([]);
    const home = new URL(page.url()).origin;
    expect(asked.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== home)).toEqual([]);
  });

test('the policy holds: script from a string, foreign workers and foreign requests are refused', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const refused = await page.evaluate(async () => {
    const attempt = (act: () => unknown) => {
      try {
        act();
        return 'allowed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return {
      html: attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
      }),
      worker: attempt(() => new Worker('https://example.org/worker.js')),
      request: await fetch('https://example.org/').then(
        () => 'allowed',
        (error: Error) => error.name,
      ),
    };
  });
  expect(refused).toEqual({ html: 'TypeError', worker: 'TypeError', request: 'TypeError' });
});

test('works from a plain static server, under a sub-path, with no special header', async ({ page }) => {
  const site = await startStaticServer('/a/b/c/');
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  await app.afterNextResult(() => app.choose('Model', 'faces'));
  expect(site.asked.filter((path) => path === '')).toEqual([]);
  expect(app.problems).toEqual([]);
  await site.close();
});
