import { describe, expect, it } from 'vitest';
import faces from './faces.card.json' with { type: 'json' };
import { layerShape, MODELS, modelCard } from './index.ts';
import type { ModelId } from './model.ts';
import objects from './objects.card.json' with { type: 'json' };
import { readCard } from './read-card.ts';

const files = { objects, faces };
const ids = Object.keys(MODELS) as ModelId[];

describe.each(ids)('the card of %s', (id) => {
  const card = modelCard(id);

  it('is the committed file, word for word', () => {
    expect(card).toEqual(files[id]);
  });

  it('offers its default size, and sizes that the last stride divides', () => {
    expect(card.input.sizes).toContain(card.input.defaultSize);
    const stride = card.layers.at(-1)!.stride;
    for (const size of card.input.sizes) expect(size % stride).toBe(0);
  });

  it('orders layers from input to output: strides never shrink, nodes and labels differ', () => {
    const strides = card.layers.map((layer) => layer.stride);
    expect(strides).toEqual([...strides].sort((a, b) => a - b));
    expect(new Set(card.layers.map((layer) => layer.node)).size).toBe(card.layers.length);
    expect(new Set(card.layers.map((layer) => layer.label)).size).toBe(card.layers.length);
  });

  it('ends at the embedding', () => {
    const last = card.layers.at(-1)!;
    expect(last.node).toBe(card.embedding.node);
    expect(last.channels).toBe(card.embedding.channels);
  });
});

describe('layerShape', () => {
  it('rounds up once: 225 pixels at stride 32 are 8 cells', () => {
    const layer = { node: 'n', label: 'l', stride: 32, channels: 480 };
    expect(layerShape(layer, 224)).toEqual([7, 7, 480]);
    expect(layerShape(layer, 225)).toEqual([8, 8, 480]);
  });
});

describe('readCard', () => {
  it('refuses a card it cannot run', () => {
    expect(() => readCard('faces', objects)).toThrow('faces.card.json');
    expect(() => readCard('faces', { ...faces, input: { ...faces.input, channels: 'BGR' } })).toThrow();
    expect(() => readCard('faces', { ...faces, input: { ...faces.input, range: [0, 1] } })).toThrow();
    expect(() =>
      readCard('faces', { ...faces, embedding: { ...faces.embedding, pooling: 'max' } }),
    ).toThrow();
    expect(() => readCard('faces', { ...faces, layers: faces.layers.slice(0, -1) })).toThrow();
  });
});
