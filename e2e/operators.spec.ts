import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build, type Rollup } from 'vite';
import type { Compared, compareOperators } from '../src/testing/operators/compare-backends.ts';

/** Another order of sums rounds otherwise; of a shader's sine no standard asks for more than eleven bits. */
const BAR = 1e-4;
const SINE_BAR = 2 ** -11;
const bar = (name: string) => (/^(?:Sin|Cos|Tan)$/.test(name) ? SINE_BAR : BAR);

/** The operators' cases and TensorFlow.js as one script; nothing of it ships. */
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

for (const backend of ['webgl', 'webgpu'] as const)
  test(`every operator and its gradient on ${backend}`, async ({ page }) => {
    test.setTimeout(900_000);
    const code = await bundle();
    await page.route('**/operators/*', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: code })
        : route.fulfill({ contentType: 'text/html', body: '<script type="module" src="page.js"></script>' }),
    );
    await page.goto('operators/page.html');
    await page.waitForFunction(() => 'compareOperators' in globalThis);
    const compared: Compared[] = await page.evaluate(
      (id) => (globalThis as unknown as { compareOperators: typeof compareOperators }).compareOperators(id),
      backend,
    );
    expect(compared.length).toBeGreaterThan(150);
    const wrong = compared.filter(({ name, output, gradient }) => !(Math.max(output, gradient) < bar(name)));
    expect(wrong).toEqual([]);
  });
