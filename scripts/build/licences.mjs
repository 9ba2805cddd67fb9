import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { billOfMaterials } from './bill-of-materials.mjs';
import { COMPILED_IN } from './compiled-in.mjs';
import { assetNotices, unaccounted } from './shipped-files.mjs';

/** What the About dialog lists; written by `npm run licences`, checked by every build. */
export const LIST = 'src/ui/chrome/licences.json';

/** Licences under which parts may be shipped in an MIT-licensed page. */
export const ALLOWED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'Unlicense',
]);

/** @param {string} licence an SPDX expression: of several that hold at once, all have to be on the list */
export const isAllowed = (licence) =>
  licence
    .replace(/^\((.*)\)$/, '$1')
    .split(' AND ')
    .every((each) => ALLOWED.has(each));

/** In the built files without being modules of the bundle: helpers of the tools, the service worker's runtime. */
const BESIDES = [
  'vite',
  'rolldown',
  'workbox-core',
  'workbox-precaching',
  'workbox-routing',
  'workbox-strategies',
];

/** @returns {string | null} the package that a module belongs to, the innermost of nested ones */
export function packageOf(id) {
  const at = id.lastIndexOf('node_modules/');
  if (at < 0) return null;
  const [first, second] = id.slice(at + 'node_modules/'.length).split('/');
  return `${id.slice(0, at)}node_modules/${first.startsWith('@') ? `${first}/${second}` : first}`;
}

/** @returns {{ name: string, version: string, licence: string, text: string }} */
export function readLicence(folder) {
  const { name, version, license, licenses, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const licence = license?.type ?? license ?? licenses?.[0]?.type ?? 'none stated';
  const files = readdirSync(folder).filter((each) => /^(licen[cs]e|notice|copying)/i.test(each));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const by = typeof author === 'string' ? author : (author?.name ?? '');
  const text = texts.length > 0 ? texts.join('\n\n') : textElsewhere({ folder, name, licence, by });
  return { name, version, licence, text };
}

/**
 * Some keep it at the end of what they say of themselves. TensorFlow.js comes without a text: its sources say whose it
 * is, and the Apache licence is that of every Apache package.
 */
function textElsewhere({ folder, name, licence, by }) {
  const readme = join(folder, 'README.md');
  const said = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
  const section = /^#* *licen[cs]e\b.*\n[\s\S]*permission is hereby granted[\s\S]*/im.exec(said)?.[0];
  if (section) return section.trim();
  if (licence === 'Apache-2.0' && name.startsWith('@tensorflow/'))
    return `Copyright Google LLC. All Rights Reserved.\n${UNDER_APACHE}`;
  // Its sources begin with whose they are: Buf's under Apache, one of Google's under BSD.
  if (name === '@bufbuild/protobuf')
    return `Copyright 2021-2026 Buf Technologies, Inc.\n${UNDER_APACHE}\n\n${firstComment(join(folder, 'dist/esm/wire/varint.js'))}`;
  throw new Error(
    `${name} (${licence}, ${by}) comes without the text of its licence: see where its text is.`,
  );
}

const APACHE = 'Apache License 2.0';
const UNDER_APACHE = `Licensed under the Apache License, Version 2.0: “${APACHE}”, at the end of this file.`;

/** The lines of `//` that a file begins with. */
function firstComment(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^\/\/ ?/, ''))
    .join('\n')
    .trim();
}

const apacheText = () => readFileSync('node_modules/typescript/LICENSE.txt', 'utf8').trim();

/** Packages of both bundles, the page's and the workers', by folder. */
const shipped = new Set();

/**
 * Collects the packages whose code is in the built files; fails the build on a licence that is not allowed, and on
 * one that the About dialog does not list. Writes their texts to licences.txt. Workers are bundled first, by a
 * second instance of this plugin that only collects.
 *
 * @param {{ collectOnly?: boolean }} [options]
 * @returns {import('vite').Plugin}
 */
export function licences({ collectOnly = false } = {}) {
  let outDir = 'dist';
  return {
    name: 'semblance:licences',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
          const folder = packageOf(id.replace(/^\0/, '').replace(/\?.*$/, ''));
          if (folder && existsSync(join(folder, 'package.json'))) shipped.add(folder);
        }
      if (collectOnly) return;
      const folders = [...shipped, ...BESIDES.map((name) => join('node_modules', name))];
      const found = new Map(folders.map((folder) => readLicence(folder)).map((each) => [each.name, each]));
      const packages = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      const list = [...packages, ...COMPILED_IN];
      const assets = assetNotices();
      for (const { name, licence } of list)
        if (!isAllowed(licence))
          this.error(`${name} is shipped under “${licence}”, which is not on the list.`);
      const entries = list.map(({ name, licence }) => ({ name, licence }));
      if (process.env.WRITE_LICENCES) writeFileSync(LIST, `${JSON.stringify(entries, null, 2)}\n`);
      const listed = JSON.parse(readFileSync(LIST, 'utf8'));
      if (JSON.stringify(listed) !== JSON.stringify(entries)) {
        const names = (these) => these.map(({ name, licence }) => `${name} (${licence})`);
        const [now, before] = [names(entries), names(listed)];
        const more = now.filter((each) => !before.includes(each));
        const less = before.filter((each) => !now.includes(each));
        this.error(
          `${LIST} does not list what is shipped (new: ${more.join(', ') || 'none'}; gone: ${less.join(', ') || 'none'}). Run “npm run licences”.`,
        );
      }
      const rule = '='.repeat(80);
      this.emitFile({
        type: 'asset',
        fileName: 'licences.txt',
        source: [...list, ...assets, { name: APACHE, version: '', licence: 'Apache-2.0', text: apacheText() }]
          .map(
            ({ name, version, licence, text }) =>
              `${rule}\n${name} ${version} (${licence})\n${rule}\n\n${text}\n`,
          )
          .join('\n'),
      });
      this.emitFile({
        type: 'asset',
        fileName: 'sbom.cdx.json',
        source: billOfMaterials(new Set(found.keys()), [...COMPILED_IN, ...assets]),
      });
    },
    configResolved({ build }) {
      outDir = build.outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        if (collectOnly || !existsSync(outDir)) return;
        const entries = readdirSync(outDir, { recursive: true, withFileTypes: true });
        const files = entries.filter((each) => each.isFile());
        const paths = files.map(({ parentPath, name }) =>
          join(parentPath, name).slice(join(outDir, sep).length).replaceAll(sep, '/'),
        );
        const unknown = unaccounted(paths);
        if (unknown.length > 0)
          this.error(
            `Nothing says whose ${unknown.join(', ')} is: add a rule and its notice to scripts/build/shipped-files.mjs.`,
          );
      },
    },
  };
}
