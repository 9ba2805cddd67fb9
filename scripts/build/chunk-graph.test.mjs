import { expect, test } from 'vitest';
import { chunkOf, loadedWith } from './chunk-graph.mjs';

/** @param {string | null} module @param {string[]} imports @param {string[]} css */
const chunk = (module, imports, css = []) => ({ module, entry: false, imports, dynamicImports: [], css });
const CHUNKS = {
  'page.js': { ...chunk('index.html', ['shared.js'], ['page.css']), dynamicImports: ['panel.js'] },
  'shared.js': chunk(null, ['deep.js']),
  'deep.js': chunk(null, ['shared.js'], ['deep.css']),
  'panel.js': chunk('src/panel.tsx', ['deep.js'], ['panel.css']),
};

test('what a script imports comes with it, however deep, once; what it may ask for later does not', () => {
  expect(loadedWith(CHUNKS, ['page.js'])).toEqual({
    scripts: ['page.js', 'shared.js', 'deep.js'],
    sheets: ['page.css', 'deep.css'],
  });
  expect(loadedWith(CHUNKS, ['panel.js']).scripts).toEqual(['panel.js', 'deep.js', 'shared.js']);
});

test('a module that no script begins with, and a file that is not there, are said', () => {
  expect(chunkOf(CHUNKS, 'src/panel.tsx')).toBe('panel.js');
  expect(() => chunkOf(CHUNKS, 'src/gone.tsx')).toThrow('0 built scripts begin with src/gone.tsx');
  expect(() => loadedWith(CHUNKS, ['gone.js'])).toThrow('gone.js');
});
