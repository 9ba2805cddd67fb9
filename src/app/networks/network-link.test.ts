import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../core/models/index.ts';
import type { ModelCard } from '../../core/models/model.ts';
import { linkNetwork, wantedNetwork, withoutNetwork } from './network-link.ts';

const card: ModelCard = {
  ...BUILT_IN.faces,
  id: 'own:0123456789ab',
  origin: 'own',
  input: {
    ...BUILT_IN.faces.input,
    sizes: [[256, 128]],
    defaultSize: [256, 128],
    preprocessing: { id: 'custom', mean: [0.1, 0.2, 0.3], std: [1, 2, 3] },
    channelOrder: 'BGR',
  },
  embedding: { node: 'n7', name: '/head/Add & more', channels: 8, l2: true },
  source: {
    kind: 'file',
    file: 'my net.onnx',
    fileSha256: '0123456789ab',
    bytes: 1,
    opset: 20,
    parameters: 1,
    multiplyAdds: 1,
  },
};

describe('a link with an own network', () => {
  it('brings back everything that was chosen', () => {
    const query = new URLSearchParams({ model: card.id, fit: 'crop' });
    linkNetwork(card, query);
    const search = `?${query.toString()}`;
    expect(wantedNetwork(search)).toEqual({
      digits: '0123456789ab',
      file: 'my net.onnx',
      query: search,
      choices: {
        height: 256,
        width: 128,
        preprocessing: { id: 'custom', mean: [0.1, 0.2, 0.3], std: [1, 2, 3] },
        channelOrder: 'BGR',
        embedding: '/head/Add & more',
        fit: 'crop',
      },
    });
  });

  it('leaves to be proposed what it cannot understand', () => {
    const bad =
      '?model=own:0123456789ab&height=x&width=9&preprocessing=constructor&channels=GBR&fit=toString&mean=1';
    expect(wantedNetwork(bad)?.choices).toEqual({});
    expect(
      wantedNetwork('?model=own:0123456789ab&preprocessing=custom&mean=1,2,3&std=1,0,1')?.choices,
    ).toEqual({});
  });

  it('is none where the network ships or is no hash', () => {
    for (const search of ['', '?model=faces', '?model=own:xyz', '?model=own:0123456789abc'])
      expect(wantedNetwork(search)).toBeNull();
  });

  it('is followed as far as it goes until the network is here', () => {
    expect(withoutNetwork('?model=own:0123456789ab&layer=x&classes=1,2&metric=euclidean')).toBe(
      '?metric=euclidean',
    );
  });

  it('adds nothing for a network that ships', () => {
    const query = new URLSearchParams();
    linkNetwork(BUILT_IN.objects, query);
    expect(query.toString()).toBe('');
  });
});
