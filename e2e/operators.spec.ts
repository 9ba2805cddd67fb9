import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { build, type Rollup } from 'vite';
import type { OperatorsPage } from './operators-page.ts';

/** Another order of sums rounds otherwise; of a shader's sine no standard asks for more than eleven bits. */
const BAR = 1e-4;
const SINE_BAR = 2 ** -11;
const bar = (name: string) => (/^(?:Sin|Cos|Tan)$/.test(name) ? SINE_BAR : BAR);

/** The operators' cases, a small network and the engine as one script; nothing of it ships. */
async function bundle(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rollupOptions: {
        input: fileURLToPath(new URL('operators-page.ts', import.meta.url)),
        output: { format: 'es', codeSplitting: false },
      },
    },
  })) as Rollup.RollupOutput;
  return built.output[0].code;
}

let built: Promise<string> | null = null;

/** A page that has what operators-page.ts gives it. */
async function open(page: Page): Promise<void> {
  built ??= bundle();
  const code = await built;
  await page.route('**/operators/*', (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: code })
      : route.fulfill({ contentType: 'text/html', body: '<script type="module" src="page.js"></script>' }),
  );
  await page.goto('operators/page.html');
  await page.waitForFunction(() => 'compareOperators' in globalThis);
}

for (const backend of ['webgl', 'webgpu'] as const) {
  test(`every operator and its gradient on ${backend}`, async ({ page }) => {
    test.setTimeout(900_000);
    await open(page);
    const compared = await page.evaluate(
      (id) => (globalThis as unknown as OperatorsPage).compareOperators(id),
      backend,
    );
    expect(compared.length).toBeGreaterThan(150);
    const wrong = compared.filter(({ name, output, gradient }) => !(Math.max(output, gradient) < bar(name)));
    expect(wrong).toEqual([]);
  });

  test(`Grad-CAM++, XGrad-CAM, Relevance-CAM, a class’s maps and masked copies on ${backend}`, async ({
    page,
  }) => {
    await open(page);
    const compared = await page.evaluate(
      (id) => (globalThis as unknown as OperatorsPage).compareMaps(id),
      backend,
    );
    // Five at each of three layers and CAM at one; Occlusion, RISE and Distance Explainer at one.
    expect(compared).toHaveLength(5 * 3 + 1 + 3);
    const worst = Math.max(...compared.map(({ error }) => error));
    console.log(
      `${backend}: ${compared.length} maps, the worst ${worst.toExponential(1)} from its reference`,
    );
    expect(compared.filter(({ error }) => !(error < BAR))).toEqual([]);
  });
}
