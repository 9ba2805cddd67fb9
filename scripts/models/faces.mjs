/** @import { ModelSource } from './model-source.mjs' */

/**
 * MobileNetV1 trained to tell people apart; the age and gender heads are cut off. It is published unfused.
 *
 * @type {ModelSource}
 */
export const faces = {
  id: 'faces',
  label: 'Faces',
  summary: 'Features trained to tell people apart; give it images cropped closely to one face.',
  input: 'input_1',
  sizes: [224],
  defaultSize: 224,
  embedding: 'conv_pw_13_relu/clip_by_value',
  isFused: false,
  blockLabel(node) {
    const [, stem, number] = /^conv(?:(1)|_(?:dw|pw)_(\d+))_relu\//.exec(node) ?? [];
    if (!stem && !number) throw new Error(`faces: '${node}' belongs to no block.`);
    return stem ? 'stem' : `block ${number}`;
  },
  file: 'models/faceres',
  sha256: {
    json: '5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df',
    bin: '2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b',
  },
  architecture: 'MobileNetV1 (HSE FaceRes)',
  trainedOn: 'VGGFace2 face identification',
};
