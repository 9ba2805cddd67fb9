import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

// Where `CI` is set the parser takes a process for one run over the files as they are on disk, and would read those
// instead of the texts that are asked about.
const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } },
});

/**
 * What the house's rules say of this text, as if it stood in that file. The file must exist: typed rules ask for
 * the project it belongs to.
 * @param {string} filePath
 * @param {string} text
 */
async function messages(filePath, text) {
  const [result] = await eslint.lintText(text, { filePath });
  return result?.messages.map(({ ruleId, message, line }) => ({ ruleId: ruleId ?? message, line })) ?? [];
}

/** @param {string} filePath @param {string} text */
const rules = async (filePath, text) => (await messages(filePath, text)).map(({ ruleId }) => ruleId);

const STATIC = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

const FILES = {
  core: 'src/core/noise.ts',
  workers: 'src/workers/ending.ts',
  decode: 'src/decode/client/decoder.ts',
  'engine/client': 'src/engine/client/engine-worker.ts',
  'engine/worker': 'src/engine/worker/pixels.ts',
  app: 'src/app/theme.ts',
  ui: 'src/ui/app-context.ts',
  features: 'src/features/points/pair-table.tsx',
};

/** What each folder may not import, and what it may. @type {[keyof typeof FILES, string[], string[]][]} */
const DIRECTION = [
  [
    'core',
    [
      '../engine/api.ts',
      '../app/state.ts',
      '../ui/app.tsx',
      '../workers/ending.ts',
      '@tensorflow/tfjs-core',
      'react',
    ],
    ['./random.ts'],
  ],
  [
    'workers',
    ['../engine/api.ts', '../decode/api.ts', '@tensorflow/tfjs-core'],
    ['./ending.ts', '../core/noise.ts', 'comlink'],
  ],
  [
    'decode',
    ['../../engine/api.ts', '../../app/state.ts', 'react'],
    ['../../workers/ending.ts', '../api.ts'],
  ],
  [
    'engine/client',
    ['../../app/state.ts', '../../ui/app.tsx', '../worker/engine.ts', '@tensorflow/tfjs-core', 'react'],
    ['../../core/noise.ts', '../api.ts', '../../workers/ending.ts', 'comlink'],
  ],
  [
    'engine/worker',
    ['../../app/state.ts', '../../ui/app.tsx', '../client/client.ts', 'react', 'zustand/vanilla'],
    ['../../core/noise.ts', '../api.ts', '@tensorflow/tfjs-core', 'comlink'],
  ],
  [
    'app',
    ['../ui/app.tsx', '../features/index.ts', 'react', '@tensorflow/tfjs-core', '../engine/worker/engine.ts'],
    ['../core/noise.ts', '../engine/client/client.ts', '../engine/api.ts', '../../engine/faults.ts'],
  ],
  [
    'ui',
    ['@tensorflow/tfjs-core', '../engine/client/client.ts', '../features/index.ts', '../testing/features.ts'],
    ['../core/noise.ts', '../app/state.ts', '../../engine/api.ts', '../engine/faults.ts', 'react'],
  ],
  [
    'features',
    ['../channels/channel-table.tsx', '../../engine/worker/engine.ts', '@tensorflow/tfjs-core'],
    ['./points-panel.tsx', '../../ui/parts/bar.tsx', '../../app/state.ts', '../../core/noise.ts'],
  ],
];

/** Each way to import a module, a line each. @type {[(name: string) => string, string][]} */
const IMPORTS = [
  [(name) => `export * from '${name}';`, STATIC],
  [(name) => `export type T = typeof import('${name}');`, SYNTAX],
  [(name) => `export const lazy = () => import('${name}');`, SYNTAX],
];

// A text costs its whole project, so that a folder's imports are asked about in one.
describe('the direction of dependency', () => {
  for (const [folder, forbidden, allowed] of DIRECTION) {
    const names = [...forbidden, ...allowed];
    const lines = names.flatMap((name) => IMPORTS.map(([write]) => write(name)));
    const asked = messages(FILES[folder], `${lines.join('\n')}\n`);
    /** @param {string} name */
    const said = async (name) => {
      const first = names.indexOf(name) * IMPORTS.length + 1;
      const found = await asked;
      return IMPORTS.map((_, i) =>
        found.filter(({ line }) => line === first + i).map(({ ruleId }) => ruleId),
      );
    };
    for (const name of forbidden)
      it(`${folder} may not import ${name}`, async () => {
        for (const [i, rules] of (await said(name)).entries()) expect(rules).toContain(IMPORTS[i]?.[1]);
      });
    for (const name of allowed)
      it(`${folder} may import ${name}`, async () => {
        const found = (await said(name)).flat();
        expect(found.filter((rule) => rule === STATIC || rule === SYNTAX)).toEqual([]);
      });
  }
});

describe('the traps', () => {
  const SYNC = 'export const read = (t: { dataSync(): unknown }) => t.dataSync();\n';
  const BACKEND = 'export const set = (t: { setBackend(n: string): unknown }) => t.setBackend("cpu");\n';
  const FLOATING = 'async function f(): Promise<void> { await Promise.resolve(); }\nf();\n';
  const EVERYWHERE = [...Object.values(FILES), 'bench/page/passes.ts', 'e2e/app-page.ts'];

  for (const file of EVERYWHERE)
    it(`${file}: no synchronous reading, no change of backend, no promise left alone`, async () => {
      expect(await rules(file, SYNC)).toContain(SYNTAX);
      expect(await rules(file, BACKEND)).toContain(SYNTAX);
      expect(await rules(file, FLOATING)).toContain('@typescript-eslint/no-floating-promises');
    });

  it('the backend is chosen in one file, which reads no more synchronously than the others', async () => {
    expect(await rules('src/engine/worker/backend.ts', BACKEND)).not.toContain(SYNTAX);
    expect(await rules('src/engine/worker/backend.ts', SYNC)).toContain(SYNTAX);
  });

  it('scripts leave no promise alone', async () => {
    const text = 'async function f() { await Promise.resolve(); }\nf();\n';
    expect(await rules('scripts/test.mjs', text)).toContain('@typescript-eslint/no-floating-promises');
  });

  it('a button is never disabled: what was just pressed would lose the focus', async () => {
    for (const name of ['disabled', 'aria-disabled'])
      expect(
        await rules('src/ui/app.tsx', `export const Part = () => <button type="button" ${name}={true} />;\n`),
      ).toContain(SYNTAX);
  });

  it('hooks of React are called by its rules', async () => {
    const text =
      "import { useState } from 'react';\nexport function Part(p: { a: boolean }) { if (p.a) useState(0); return null; }\n";
    expect(await rules('src/ui/app.tsx', text)).toContain('react-hooks/rules-of-hooks');
  });
});
