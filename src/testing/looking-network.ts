import { MODELS } from '../core/models/index.ts';
import type { ModelCard } from '../core/models/model.ts';
import { Network } from '../engine/worker/network.ts';

/** Pixels of a cell, a side. */
export const LOOKED_AT = 8;
const [CELLS, LAST] = ['cells', 'rectified'];

/**
 * A network of one convolution, 8 × 8 pixels to a cell without overlap, and a ReLU, that has learnt to look at `bytes.length`
 * single bytes of each cell (0 ≤ byte < 192, row-major RGB) and to give each a channel of its own. On the current
 * backend; the caller disposes it.
 * @param less bytes that are taken off a channel's own, one each; none by default.
 */
export function lookingNetwork(bytes: readonly number[], less: readonly number[] = []): Promise<Network> {
  const channels = bytes.length;
  const kernel = new Float32Array(LOOKED_AT * LOOKED_AT * 3 * channels);
  for (const [k, byte] of bytes.entries()) kernel[byte * channels + k] = 1;
  for (const [k, byte] of less.entries()) kernel[byte * channels + k] = -1;
  const type = { T: { type: 'DT_FLOAT' } };
  const shape = (sizes: readonly number[]) => ({ dim: sizes.map((size) => ({ size: String(size) })) });
  const side = [LOOKED_AT, LOOKED_AT, 3, channels];
  const float = { dtype: { type: 'DT_FLOAT' } };
  const list = (i: readonly number[]) => ({ list: { i: i.map(String) } });
  const modelTopology = {
    node: [
      { name: 'image', op: 'Placeholder', attr: { ...float, shape: { shape: shape([-1, -1, -1, 3]) } } },
      { name: 'kernel', op: 'Const', attr: { ...float, value: { tensor: { tensorShape: shape(side) } } } },
      {
        name: CELLS,
        op: 'Conv2D',
        input: ['image', 'kernel'],
        attr: {
          ...type,
          strides: list([1, LOOKED_AT, LOOKED_AT, 1]),
          dilations: list([1, 1, 1, 1]),
          padding: { s: btoa('VALID') },
          data_format: { s: btoa('NHWC') },
        },
      },
      { name: LAST, op: 'Relu', input: [CELLS], attr: type },
    ],
    library: {},
    versions: {},
  };
  const weightsManifest = [{ paths: [], weights: [{ name: 'kernel', shape: side, dtype: 'float32' }] }];
  const card: ModelCard = {
    ...MODELS.objects,
    input: { ...MODELS.objects.input, node: 'image' },
    embedding: { ...MODELS.objects.embedding, channels },
    layers: [CELLS, LAST].map((node) => ({
      node,
      name: node,
      label: node,
      channels,
      start: [LOOKED_AT / 2, LOOKED_AT / 2],
      step: [LOOKED_AT, LOOKED_AT],
      block: true,
      embedding: node === LAST,
    })),
    defaultLayer: LAST,
  };
  return Network.load(card, { modelTopology, weightsManifest }, kernel.buffer);
}
