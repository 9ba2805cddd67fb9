import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelCard } from '../../core/models/index.ts';
import { random } from '../../core/random.ts';
import { bareApp } from '../../testing/bare-app.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { oneOfAKind } from '../one-of-a-kind.ts';
import type { Services } from '../services.ts';
import { picturesOf } from '../store.ts';
import { classMap, NO_CLASSIFIER, pooledLayer } from './class-map.ts';
import type { Head } from './head.ts';
import { headIn, headsOf } from './heads.ts';
import { registerClassifier } from './own-classifiers.ts';

const CLASSES = 3;
const { embedding, sha256 } = modelCard('objects');
const stream = random(3);
const weights = Float32Array.from({ length: CLASSES * embedding.channels }, () => stream.normal());
const head: Head = {
  kind: 'probe',
  classifier: { classes: ['x', 'y', 'z'], weights, bias: Float32Array.of(0.5, -1, 2) },
  network: sha256,
  facts: null,
};

describe('a map for a class, by the network itself', () => {
  let app: Awaited<ReturnType<typeof bareApp>>;
  let services: Services;
  beforeAll(async () => {
    app = await bareApp();
    services = {
      ...app.options,
      client: app.client,
      store: app.store,
      one: oneOfAKind(),
    } as unknown as Services;
  });
  afterAll(() => app.close());

  const request = (layer = pooledLayer('objects')!.node) => {
    const { images, settings } = app.store.getState();
    return { picture: picturesOf(images).a!, settings: { ...settings, layer } };
  };

  it('is refused in words where there is no classifier', async () => {
    await expect(classMap(services, { ...request(), method: 'cam' })).rejects.toThrow(NO_CLASSIFIER);
  });

  it('CAM’s mean over places is the score less its bias, and Grad-CAM is the same at a pooled last layer', async () => {
    const cam = await classMap(services, { ...request(), method: 'cam', head });
    expect(cam.target).toBe(cam.predicted);
    expect(cam.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const mean = cam.map.data.reduce((sum, value) => sum + value, 0) / cam.map.data.length;
    expect(mean + head.classifier.bias[cam.target]!).toBeCloseTo(cam.scores[cam.target]!, 4);
    const gradCam = await classMap(services, { ...request(), method: 'grad-cam', head });
    expect(relativeError(gradCam.map.data, cam.map.data)).toBeLessThan(1e-6);
    // Another class is another map.
    const other = await classMap(services, {
      ...request(),
      method: 'cam',
      head,
      target: (cam.target + 1) % CLASSES,
    });
    expect(relativeError(other.map.data, cam.map.data)).toBeGreaterThan(0.1);
  });

  it('below the last layer CAM stays where it is defined; the others follow', async () => {
    const { layers } = modelCard('objects');
    const below = layers.filter(({ block }) => block).at(-4)!.node;
    const cam = await classMap(services, { ...request(below), method: 'cam', head });
    expect(cam.layer.node).toBe(pooledLayer('objects')!.node);
    const relevance = await classMap(services, { ...request(below), method: 'relevance-cam', head });
    expect(relevance.layer.node).toBe(below);
    expect(relevance.weights).toHaveLength(relevance.layer.channels);
    expect(relevance.map.data.some((value) => value !== 0)).toBe(true);
  });
});

describe('which layer is in use', () => {
  const own = { classes: 2, weights: new Float32Array(2 * embedding.channels), bias: new Float32Array(2) };

  it('the fitted one, unless the network’s own is preferred; classes are numbered until they are named', () => {
    const heads = headsOf({ one: oneOfAKind() });
    expect(headIn(heads.getState(), 'objects')).toBeNull();
    registerClassifier(sha256, own);
    expect(headIn(heads.getState(), 'objects')!.classifier.classes).toEqual(['class 0', 'class 1']);
    heads.setState({ fitted: new Map([[sha256, head]]), names: new Map([[sha256, ['cat']]]) });
    expect(headIn(heads.getState(), 'objects')).toBe(head);
    heads.setState({ preferOwn: new Set([sha256]) });
    expect(headIn(heads.getState(), 'objects')!.classifier.classes).toEqual(['cat', 'class 1']);
    registerClassifier(sha256, undefined);
    expect(headIn(heads.getState(), 'objects')).toBe(head);
  });
});
