/** @import { ModelSource } from './model-source.mjs' */

/**
 * MobileNetV3 trained as the backbone of a CenterNet detector; the detection head is dead weight here. It is
 * published already fused: only cut. Its hard-swish constant 1/6 stays the published float16 value.
 *
 * @type {ModelSource}
 */
export const objects = {
  id: 'objects',
  label: 'Everyday objects',
  summary:
    'General image features: people, animals, vehicles, food, furniture. The backbone of an object detector, never trained to compare.',
  input: 'tower_0/images',
  sizes: [224, 320, 512],
  defaultSize: 224,
  embedding: 'tower_0/extern1/hard_swish/mul_1',
  isFused: true,
  blockLabel(node) {
    const [, block, number] =
      /^tower_0\/(?:MobilenetV3\/)?(Conv|expanded_conv|extern1)(?:_(\d+))?\//.exec(node) ?? [];
    if (!block) throw new Error(`objects: '${node}' belongs to no block.`);
    if (block === 'Conv') return 'stem';
    return block === 'extern1' ? 'final convolution' : `block ${number ?? 0}`;
  },
  file: 'models/centernet',
  sha256: {
    json: 'bfb942eaacc5becf738d536663bc4580a0ae9e560722306e6d4dd7fe4a09de05',
    bin: '1b635a15009071f506f9f2b3519b31c072c534888989f30d269ffd44734ef7ef',
  },
  architecture: 'MobileNetV3 (CenterNet backbone)',
  trainedOn: 'COCO object detection',
};
