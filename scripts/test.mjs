// Everything that must hold, one step after the other, with one closing line: `N passed, N failed`.
// Steps without tests of their own (format, lint, types, build, budgets) count as one each.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { findChromium } from './ensure-browser.mjs';

/** More tests than that which pass only on a retry fail the run. */
const FLAKY_BORNE = 3;
/** Their titles, listed at the end. */
const flakyTests = [];
/** Those of unit tests that failed: the end of the output is what is read, and theirs is far up. */
const failedTests = [];

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
  const result = counts(file, (r) => {
    for (const { name, status: whole, message, assertionResults } of r.testResults) {
      // A file that does not even load has no tests.
      if (whole === 'failed' && assertionResults.length === 0)
        failedTests.push(`${relative('.', name)}: ${message}`);
      for (const { status, fullName, failureMessages } of assertionResults)
        if (status === 'failed')
          failedTests.push(
            `${relative('.', name)} › ${fullName}: ${failureMessages[0]?.split('\n')[0] ?? ''}`,
          );
    }
    return { passed: r.numPassedTests, failed: r.numFailedTests };
  });
  return !ok && result.failed === 0 ? { ...result, failed: 1 } : result;
}

/** Titles of the tests in a suite of Playwright's JSON report, and below it, that passed only on a retry. */
function flakyIn(suite, above = '') {
  const title = above ? `${above} › ${suite.title}` : suite.title;
  return [
    ...(suite.specs ?? [])
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map((spec) => `${title} › ${spec.title}`),
    ...(suite.suites ?? []).flatMap((inner) => flakyIn(inner, title)),
  ];
}

async function endToEnd() {
  const file = `${REPORTS}/e2e.json`;
  const chromium = await findChromium();
  const ok = await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'test'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  let flaky = [];
  const result = counts(file, ({ stats, suites }) => {
    flaky = suites.flatMap((suite) => flakyIn(suite));
    // What passed only on a retry is to be mended; a few of them are borne, many say that something is wrong.
    const tooMany = flaky.length > FLAKY_BORNE ? 1 : 0;
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped + tooMany };
  });
  for (const title of flaky) flakyTests.push(title);
  return !ok && result.failed === 0 ? { ...result, failed: 1 } : result;
}

/** `again` runs one step alone. */
const STEPS = [
  {
    name: 'assets',
    again: 'node scripts/prepare-models.mjs --check && npm run prepare:assets',
    step: async () =>
      single(
        (await run(process.execPath, ['scripts/prepare-models.mjs', '--check'])) &&
          (await run('npm', ['run', '--silent', 'prepare:assets'])),
      ),
  },
  {
    name: 'format and lint',
    again: 'npm run lint',
    step: async () => single(await run('npm', ['run', '--silent', 'lint'])),
  },
  { name: 'types', again: 'npm run types', step: async () => single(await node('typescript/bin/tsc', '-b')) },
  { name: 'dead code', again: 'npm run dead-code', step: async () => single(await node('knip/bin/knip.js')) },
  {
    name: 'build',
    again: 'npm run build',
    step: async () => single(await node('vite/bin/vite.js', 'build')),
  },
  { name: 'budgets', again: 'npm run budgets', step: async () => single(await node('size-limit/bin.js')) },
  { name: 'unit, property and golden tests', again: 'npm run unit', step: unit },
  {
    name: 'end-to-end tests',
    again: 'npm run e2e -- --last-failed (after npm run build)',
    step: endToEnd,
  },
];

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const total = { passed: 0, failed: 0 };
const failures = [];
/** @param {(typeof STEPS)[number]} step */
async function take({ name, again, step }) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  const { passed, failed } = await step().catch((/** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  console.log(`── ${name}: ${passed} passed, ${failed} failed, ${Math.round((Date.now() - began) / 1000)} s`);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(`Failed: ${name} (${failed}). Alone: ${again}`);
}

const inTurn = async (/** @type {typeof STEPS} */ steps) => {
  for (const step of steps) await take(step);
};
const [assets, lint, types, deadCode, build, budgets, unitTests, endToEndTests] = STEPS;
await take(assets);
// Lint takes as long as the four steps beside it and a part of the unit tests; what waits for elements on a page begins
// when it is over.
const linted = take(lint);
await inTurn([types, deadCode, build, budgets, unitTests]);
await linted;
await take(endToEndTests);
if (flakyTests.length > 0)
  console.log(
    `\nPassed only on a retry, to be mended (at most ${FLAKY_BORNE}):\n  ${flakyTests.join('\n  ')}`,
  );
if (failedTests.length > 0) console.log(`\nFailed unit tests:\n  ${failedTests.join('\n  ')}`);
if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
