import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';

/**
 * A built script: the module that it begins with (relative to the repository; null where it is only shared), the files
 * that come with it, those that it may ask for later, and its style sheets.
 *
 * @typedef {{ module: string | null, entry: boolean, imports: string[], dynamicImports: string[], css: string[] }} Chunk
 * @typedef {Readonly<Record<string, Chunk>>} Chunks by file, relative to the site
 */

/** Where the chunks of the site in a folder are written down; nothing of it ships. @param {string} dist */
export const chunksFile = (dist) => `node_modules/.cache/chunks/${basename(dist)}.json`;

/** Of both bundles, the page's and the workers'. @type {Record<string, Chunk>} */
const found = {};

/**
 * Writes down what Vite's own manifest (`build.manifest`) would say, from the bundle that it would say it of: that one
 * leaves the workers out, whose bundles are their own, and lies in the folder that ships. Workers are bundled first, by
 * a second instance that only collects.
 *
 * @param {{ collectOnly?: boolean }} [options]
 * @returns {import('vite').Plugin}
 */
export function chunkGraph({ collectOnly = false } = {}) {
  let outDir = 'dist';
  return {
    name: 'semblance:chunk-graph',
    apply: 'build',
    configResolved({ build }) {
      outDir = build.outDir;
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          const { facadeModuleId, isEntry, imports, dynamicImports, viteMetadata } = file;
          found[file.fileName] = {
            module: facadeModuleId && relative('.', facadeModuleId.replace(/\?.*$/, '')),
            entry: isEntry,
            imports: [...imports],
            dynamicImports: [...dynamicImports],
            css: [...(viteMetadata?.importedCss ?? [])],
          };
        }
        if (collectOnly) return;
        const file = chunksFile(outDir);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`);
      },
    },
  };
}

/**
 * The script that begins with a module.
 *
 * @param {Chunks} chunks @param {string} module relative to the repository
 * @returns {string} its file @throws {Error} where none, or more than one, does
 */
export function chunkOf(chunks, module) {
  const files = Object.keys(chunks).filter((file) => chunks[file]?.module === module);
  if (files.length !== 1) throw new Error(`${files.length} built scripts begin with ${module}.`);
  return String(files[0]);
}

/**
 * What is loaded, whether wanted or not, once these scripts are.
 *
 * @param {Chunks} chunks @param {readonly string[]} entries files
 * @returns {{ scripts: string[], sheets: string[] }} files
 */
export function loadedWith(chunks, entries) {
  const scripts = new Set(entries);
  for (const file of scripts) {
    const chunk = chunks[file];
    if (!chunk) throw new Error(`Nothing is known of ${file}.`);
    for (const next of chunk.imports) scripts.add(next);
  }
  return {
    scripts: [...scripts],
    sheets: [...new Set([...scripts].flatMap((file) => chunks[file]?.css ?? []))],
  };
}
