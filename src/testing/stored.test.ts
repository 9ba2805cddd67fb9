import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readHead } from '../app/classifier/head-file.ts';
import { KEEPING, VECTOR } from '../app/collection/kept-vectors.ts';
import { RESULT, RUN } from '../app/collection/stored-run.ts';
import { wantedNetwork } from '../app/networks/network-link.ts';
import { NETWORK } from '../app/networks/network-store.ts';
import { OWN_IMAGE } from '../app/own-images.ts';
import { queryOf } from '../app/query-of.ts';
import { type Kind, readAs, versionsOf } from '../app/storage/kind.ts';
import { readPreferences } from '../app/storage/preferences.ts';
import { PARAMETERS, parseUrl } from '../app/url-state.ts';
import { modelCard } from '../core/models/index.ts';

/** Whatever is stored anywhere; what was stored by any version has to open for ever. */
const KINDS: readonly Kind<unknown>[] = [RUN, RESULT, OWN_IMAGE, NETWORK, VECTOR, KEEPING];

const FOLDER = 'src/testing/stored';
const read = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));

test('every kind of record that the sources declare is among those tested', () => {
  const declared = sources('src').flatMap((text) =>
    [...text.matchAll(/: Kind<[^=]*> = \{\s*id: '([\w-]+)'/g)].map(([, id]) => id),
  );
  expect(declared.sort()).toEqual(KINDS.map(({ id }) => id).sort());
});

for (const kind of KINDS)
  for (const version of versionsOf(kind)) {
    test(`${kind.id}, version ${version}: what was stored opens`, () => {
      expect(readAs(kind, version, read(`${kind.id}.${version}.json`))).not.toBeNull();
    });

    test(`${kind.id}, version ${version}: with a hole in it, it does not`, () => {
      const whole = read(`${kind.id}.${version}.json`) as object;
      for (const key of Object.keys(whole))
        for (const hole of [null, Number.POSITIVE_INFINITY, 'x'.repeat(20_000_000)])
          expect(readAs(kind, version, { ...whole, [key]: hole }), key).toBeNull();
      for (const other of [null, undefined, 1, 'text', []]) expect(readAs(kind, version, other)).toBeNull();
    });
  }

test('preferences open as they were stored, and as the defaults where they are damaged', () => {
  expect(readPreferences(readFileSync(`${FOLDER}/preferences.1.json`, 'utf8'))).toEqual({
    theme: 'dark',
    shortcuts: false,
    picturesStay: true,
    picturesHeight: null,
  });
  const defaults = { theme: 'system', shortcuts: true, picturesStay: true, picturesHeight: null };
  expect(readPreferences('{"theme": 7, "picturesHeight": -1}')).toEqual(defaults);
  expect(readPreferences('null')).toEqual(defaults);
});

test('a classifier’s layer that was exported opens, with what is known of it', async () => {
  const sha256 = '0123456789abcdef'.repeat(4);
  const { embedding, ...rest } = modelCard('objects');
  const card = { ...rest, sha256, embedding: { ...embedding, channels: 4 } };
  const bytes = new Uint8Array(readFileSync(`${FOLDER}/classifier-layer.1.npz`));
  const head = await readHead(new File([bytes], 'layer.npz'), card);
  expect(head).toMatchObject({
    kind: 'probe',
    network: sha256,
    facts: { images: [5, 7, 6], right: 15, count: 18 },
  });
  expect(head.classifier.classes).toEqual(['Katze', '犬', 'bird']);
  expect(Array.from(head.classifier.weights)).toEqual(Array.from({ length: 12 }, (_, i) => i / 8 - 0.5));
  expect(Array.from(head.classifier.bias)).toEqual([0.5, -0.25, 0]);
});

interface Link {
  readonly link: string;
  readonly settings: { readonly cis?: string };
  readonly display: object;
  readonly samples: object;
  /** Of a link to an own network: what opens its file again. */
  readonly network?: object;
}

const LINKS = readdirSync(FOLDER)
  .filter((name) => name.startsWith('links.'))
  .map((file) => ({ file, links: read(file) as Link[] }));

for (const { file, links } of LINKS)
  for (const { link, network, ...meant } of links)
    test(`${file}: the link still means the same: ${link.slice(0, 40)}`, () => {
      // Links call the reading `cis`.
      const { cis: reading, ...settings } = meant.settings;
      const now = { ...settings, ...(reading !== undefined && { reading }) };
      expect(parseUrl(link)).toMatchObject({ ...meant, settings: now });
      if (network) expect(wantedNetwork(link)).toMatchObject(network);
    });

test('every parameter that a link can carry stands in one of them', () => {
  const written = new Set(
    LINKS.flatMap(({ links }) => links.flatMap(({ link }) => [...queryOf(link).keys()])),
  );
  const network = readFileSync('src/app/networks/network-link.ts', 'utf8').matchAll(/query\.set\('(\w+)'/g);
  const all = [...Object.keys(PARAMETERS), ...[...network].map(([, name]) => name!)];
  expect(all.length).toBeGreaterThan(30);
  expect(all.filter((name) => !written.has(name))).toEqual([]);
});

function sources(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
}
