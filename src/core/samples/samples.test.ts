import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { sampleOfFile } from './reference-set.ts';
import hashes from './sample-hashes.json' with { type: 'json' };
import { SAMPLE_PAIRS, SAMPLES } from './samples.ts';

const root = new URL('../../../', import.meta.url);

it('names every prepared file, and no other', () => {
  const files = readdirSync(new URL('public/samples/', root)).filter((file) => file.endsWith('.jpg'));
  expect(SAMPLES.map((sample) => sample.file).sort()).toEqual(files.sort());
});

describe.each(SAMPLES)('sample $id', (sample) => {
  it('is a JPEG of the size it claims', () => {
    const { width, height } = jpeg.decode(readFileSync(new URL(`public/samples/${sample.file}`, root)));
    expect([width, height]).toEqual([sample.width, sample.height]);
  });

  it('has the bytes that links and reference sets know it by', () => {
    const bytes = readFileSync(new URL(`public/samples/${sample.file}`, root));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(hashes[sample.id as keyof typeof hashes]).toBe(sha256);
    expect(sampleOfFile(sha256.slice(0, 32))).toBe(sample);
    expect(sampleOfFile(sha256.slice(0, 8))).toBeNull();
  });

  const stdlib = sample.source.startsWith('@stdlib/');
  it('comes from an installed package under the licence it claims', () => {
    const folder = new URL(`node_modules/${sample.source}/`, root);
    if (sample.source === 'blockhash') {
      // The package names the programme that gives its photographs away; the programme gives them under CC0.
      const sources = readFileSync(new URL('test/data/sources.txt', folder), 'utf8');
      expect(sources).toMatch(/remaining test images come from http:\/\/www\.getty\.edu\/about\/opencontent/);
      expect(sample.licence).toBe('CC0-1.0');
      return;
    }
    const file = stdlib ? 'datapackage.json' : 'package.json';
    const { license } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { license: string };
    expect(license).toBe(sample.licence);
  });

  it('credits the maker, and the years, that the package names', () => {
    const text = (file: string) =>
      readFileSync(new URL(`node_modules/${sample.source}/${file}`, root), 'utf8');
    // "Karl Blossfeldt, 1928. …": the maker stands in the text, the last year in the collection's address.
    const [maker = ''] = sample.credit.split(',');
    if (sample.source === 'blockhash') {
      // It names no makers; the collection does, under the number of the file.
      expect(maker).toMatch(/^Attributed to /);
      return;
    }
    if (!stdlib) {
      expect((JSON.parse(text('package.json')) as { author: { name: string } }).author.name).toBe(maker);
      if (sample.source === 'jquery-zoom') expect(text('demo.html')).toContain(`alt='${sample.title}'`);
      return;
    }
    const readme = text('README.md');
    expect(readme.replaceAll("'", '’')).toContain(maker);
    const year = sample.credit.match(/\d{4}(?=\. )/)?.[0] ?? 'no year';
    expect(/getty\.edu\/art\/collection\/objects\S+/.exec(readme)?.[0]).toContain(year);
  });
});

it('ids are unique and fit a URL', () => {
  for (const list of [SAMPLES, SAMPLE_PAIRS]) {
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    for (const { id } of list) expect(encodeURIComponent(id)).toBe(id);
  }
});

it('pairs two different samples that exist', () => {
  const ids = SAMPLES.map((sample) => sample.id);
  for (const pair of SAMPLE_PAIRS) {
    expect(ids).toContain(pair.a);
    expect(ids).toContain(pair.b);
    expect(pair.a).not.toBe(pair.b);
  }
});
