import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { BUILT_IN } from '../../core/models/index.ts';
import { columnsOf } from './columns.ts';

const chosen = ['grad-cam', 'hires-cam', 'relevance-cam', 'sfam'] as const;
const labels = (change: object) =>
  columnsOf(chosen, { ...DEFAULT_SETTINGS, ...change }, null, 'class').map(({ label }) => label);

test('columns that are one map by definition say so, and no others', () => {
  expect(labels({ reading: 'gradient' })).toEqual([
    'SFAM, gradient',
    'Grad-CAM (one map with SFAM, gradient)',
    'HiResCAM (one map with SFAM, gradient)',
    'Relevance-CAM',
  ]);
  // Below the last layer a gradient differs from place to place.
  const layer = BUILT_IN.objects.layers.find(({ block }) => block)!.node;
  expect(labels({ reading: 'gradient', layer })).toEqual([
    'SFAM, gradient',
    'Grad-CAM (one map with SFAM, gradient)',
    'HiResCAM',
    'Relevance-CAM',
  ]);
  // Relevance-CAM is contribution only where every channel is above zero somewhere: that is for the images to say.
  expect(labels({ reading: 'contribution' })).toEqual([
    'SFAM, contribution',
    'Grad-CAM',
    'HiResCAM (one map with Grad-CAM)',
    'Relevance-CAM',
  ]);
});
