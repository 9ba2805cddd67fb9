import { describe, expect, it } from 'vitest';
import faces from './faces.card.json' with { type: 'json' };
import facesDlib from './faces-dlib.card.json' with { type: 'json' };
import {
  BUILT_IN,
  isKnownModel,
  layerCard,
  layerShape,
  MODELS,
  modelCard,
  registerModel,
  unregisterModel,
} from './index.ts';
import type { BuiltInId, LayerCard, ModelCard } from './model.ts';
import objects from './objects.card.json' with { type: 'json' };
import { readCard } from './read-card.ts';

const files = { objects, faces, 'faces-dlib': facesDlib };
const ids = Object.keys(BUILT_IN) as BuiltInId[];

describe.each(ids)('the card of %s', (id) => {
  const card = modelCard(id);

  it('is the committed file, word for word', () => {
    expect(card).toEqual(files[id]);
  });

  it('offers its default size, and where its cells follow from strides, sizes that the last one divides', () => {
    expect(card.input.sizes).toContainEqual(card.input.defaultSize);
    expect(
      card.layers.every(({ cells }) => (cells !== undefined) === (card.layers[0]!.cells !== undefined)),
    ).toBe(true);
    if (card.layers[0]!.cells) return;
    const [down, across] = card.layers.at(-1)!.step;
    for (const [height, width] of card.input.sizes) {
      expect(height % down).toBe(0);
      expect(width % across).toBe(0);
    }
  });

  it('orders layers from input to output: steps never shrink, nodes and labels differ', () => {
    const strides = card.layers.map(({ step }) => step[0]);
    expect(strides).toEqual([...strides].sort((a, b) => a - b));
    expect(new Set(card.layers.map((layer) => layer.node)).size).toBe(card.layers.length);
    expect(new Set(card.layers.map((layer) => layer.label)).size).toBe(card.layers.length);
  });

  it('ends at the map whose mean is the embedding', () => {
    const last = card.layers.at(-1)!;
    expect(card.layers.map(({ embedding }) => embedding)).toEqual(card.layers.map((one) => one === last));
    // A folded head of four cells has too few places to be shown first.
    if (card.head.kind === 'pooled') expect(card.defaultLayer).toBe(last.node);
    else expect(layerCard(id, card.defaultLayer).cells![0]).toBeGreaterThanOrEqual(3);
    expect(last.channels).toBe(card.embedding.channels);
  });
});

const layer: LayerCard = {
  node: 'n',
  name: 'n',
  label: 'l',
  channels: 480,
  start: [16, 16],
  step: [32, 32],
  block: true,
  embedding: false,
};

describe('networks at run time', () => {
  const own: ModelCard & { readonly id: `own:${string}` } = {
    ...BUILT_IN.faces,
    id: 'own:0123456789ab',
    origin: 'own',
  };

  it('are there once they are registered, after those that ship, until they are forgotten', () => {
    expect(isKnownModel(own.id)).toBe(false);
    expect(() => modelCard(own.id)).toThrow(RangeError);
    registerModel(own);
    expect(modelCard(own.id)).toBe(own);
    expect(Object.keys(MODELS)).toEqual([...ids, own.id]);
    unregisterModel(own.id);
    expect(isKnownModel(own.id)).toBe(false);
  });

  it('names what is no network and no layer', () => {
    for (const id of ['constructor', '__proto__', 'toString']) expect(isKnownModel(id)).toBe(false);
    expect(() => layerCard('faces', 'nowhere')).toThrow("no layer 'nowhere'");
  });
});

describe('layerShape', () => {
  it('rounds up once: 225 pixels at stride 32 are 8 cells', () => {
    expect(layerShape(layer, [224, 224])).toEqual([7, 7, 480]);
    expect(layerShape(layer, [225, 320])).toEqual([8, 10, 480]);
  });

  it('takes the cells of a network with one size as they are', () => {
    expect(layerShape({ ...layer, cells: [16, 8] }, [256, 128])).toEqual([16, 8, 480]);
  });
});

describe('readCard', () => {
  it('refuses a card it cannot run', () => {
    expect(() => readCard('faces', objects)).toThrow('faces.card.json');
    const input = (change: object) => ({ ...faces, input: { ...faces.input, ...change } });
    expect(() => readCard('faces', input({ channelOrder: 'GBR' }))).toThrow('faces.card.json');
    expect(() => readCard('faces', input({ sizes: [[224]] }))).toThrow();
    expect(() => readCard('faces', { ...faces, defaultLayer: 'nowhere' })).toThrow();
    expect(() => readCard('faces', { ...faces, layers: faces.layers.slice(0, -1) })).toThrow();
  });
});
