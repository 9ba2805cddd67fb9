import { describe, expect, it } from 'vitest';
import { METHODS } from '../core/methods/index.ts';
import { MODELS } from '../core/models/index.ts';
import { DEFAULT_SETTINGS, reconcile, sameSettings } from './settings.ts';

describe('reconcile', () => {
  it('leaves what fits alone, silently', () => {
    const { settings, notice } = reconcile(DEFAULT_SETTINGS, { metric: 'euclidean', size: [320, 320] });
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, metric: 'euclidean', size: [320, 320] });
    expect(notice).toBeNull();
  });

  it('gives another model a size and a layer that it has', () => {
    const { settings } = reconcile({ ...DEFAULT_SETTINGS, size: [512, 512] }, { model: 'faces' });
    expect(settings.size).toEqual([224, 224]);
    expect(settings.layer).toBe(MODELS.faces.defaultLayer);
  });

  it('lets every reading explain either similarity', () => {
    const chosen = reconcile(DEFAULT_SETTINGS, { reading: 'normalized' });
    expect(chosen).toEqual({ settings: { ...DEFAULT_SETTINGS, reading: 'normalized' }, notice: null });
  });

  it.each(Object.values(METHODS))('$id: ends in a scope that the method has', (method) => {
    for (const scope of ['final', 'layer'] as const) {
      const { settings } = reconcile({ ...DEFAULT_SETTINGS, scope }, { method: method.id });
      if (method.uses.scopes.length > 0) expect(method.uses.scopes).toContain(settings.scope);
      expect(sameSettings(reconcile(settings, {}).settings, settings)).toBe(true);
    }
  });
});

describe('sameSettings', () => {
  it('compares every name, in whatever order they were put together', () => {
    const { model, ...rest } = DEFAULT_SETTINGS;
    expect(sameSettings({ ...rest, size: [...rest.size], model }, DEFAULT_SETTINGS)).toBe(true);
    for (const [name, other] of Object.entries({
      size: [1, 2],
      smooth: true,
      backend: 'cpu',
      cis: 'gradient',
    }))
      expect(sameSettings({ ...DEFAULT_SETTINGS, [name]: other }, DEFAULT_SETTINGS), name).toBe(false);
    expect(sameSettings(rest, DEFAULT_SETTINGS)).toBe(false);
  });
});
