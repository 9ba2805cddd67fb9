import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faces } from './models/faces.mjs';
import { objects } from './models/objects.mjs';
import { prepareModel } from './prepare-model.mjs';
import { sha256 } from './sha256.mjs';

const root = new URL('../', import.meta.url);

describe.each([objects, faces])('prepareModel($id)', (source) => {
  it('gives the same bytes twice, and the committed card', () => {
    const once = prepareModel(source, root);
    const again = prepareModel(source, root);
    expect(again.card).toEqual(once.card);
    expect(again.topology.equals(once.topology) && again.weights.equals(once.weights)).toBe(true);
    expect(sha256(once.topology)).toBe(once.card.files.topology.sha256);
    expect(sha256(once.weights)).toBe(once.card.files.weights.sha256);
    const committed = readFileSync(new URL(`src/core/models/${source.id}.card.json`, root), 'utf8');
    expect(JSON.parse(committed)).toEqual(once.card);
  });

  it('leaves no convolution unfused and nothing of the head', () => {
    /** @type {{ op: string, name: string }[]} */
    const nodes = JSON.parse(prepareModel(source, root).topology.toString()).modelTopology.node;
    const ops = new Set(nodes.map((node) => node.op));
    for (const op of ['Conv2D', 'DepthwiseConv2dNative', 'Minimum', 'Maximum']) expect(ops).not.toContain(op);
    expect(nodes.filter((node) => /Centernet|pred|feats|pooling/.test(node.name))).toEqual([]);
  });

  it('refuses a published file that is not the pinned one, and says what to do', () => {
    const other = { ...source, sha256: { ...source.sha256, bin: '0'.repeat(64) } };
    expect(() => prepareModel(other, root)).toThrow(/is not the published file[\s\S]*npm ci/);
  });

  it('says so when the package is missing', () => {
    expect(() => prepareModel(source, new URL('file:///nowhere/'))).toThrow("not installed. Run 'npm ci'");
  });
});

it('--check passes on the committed cards', () => {
  const script = fileURLToPath(new URL('prepare-models.mjs', import.meta.url));
  const out = execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect(out.match(/is up to date/g)).toHaveLength(3);
});
