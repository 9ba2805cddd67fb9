// Everything that must hold, one step after the other, with one closing line: `N passed, N failed`.
// Steps without tests of their own (format, lint, types, build, budgets) count as one each.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findChromium } from './ensure-browser.mjs';

const REPORTS = 'node_modules/.cache/test-reports';

/** Runs a command with its output shown; resolves to whether it succeeded. */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Counts of a JSON report; a missing or unreadable report is one failure, never silence. */
function counts(file, read) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const single = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

const node = (bin, ...args) => run(process.execPath, [`node_modules/${bin}`, ...args]);

async function unit() {
  const file = `${REPORTS}/unit.json`;
  const ok = await node(
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  );
  const result = counts(file, (r) => ({ passed: r.numPassedTests, failed: r.numFailedTests }));
  return !ok && result.failed === 0 ? { ...result, failed: 1 } : result;
}

async function endToEnd() {
  const file = `${REPORTS}/e2e.json`;
  const chromium = await findChromium();
  const ok = await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'test'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const result = counts(file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped,
  }));
  return !ok && result.failed === 0 ? { ...result, failed: 1 } : result;
}

const STEPS = [
  [
    'assets',
    async () =>
      single(
        (await run(process.execPath, ['scripts/prepare-models.mjs', '--check'])) &&
          (await run('npm', ['run', '--silent', 'prepare:assets'])),
      ),
  ],
  ['format and lint', async () => single(await node('@biomejs/biome/bin/biome', 'check', '.'))],
  ['typed lint', async () => single(await node('eslint/bin/eslint.js', 'src'))],
  ['types', async () => single(await node('typescript/bin/tsc', '-b'))],
  ['unit, property and golden tests', unit],
  ['build', async () => single(await node('vite/bin/vite.js', 'build'))],
  ['budgets', async () => single(await node('size-limit/bin.js'))],
  ['end-to-end tests', endToEnd],
];

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const total = { passed: 0, failed: 0 };
const failures = [];
for (const [name, step] of STEPS) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  const { passed, failed } = await step().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  console.log(`── ${name}: ${passed} passed, ${failed} failed, ${Math.round((Date.now() - began) / 1000)} s`);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(name);
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
