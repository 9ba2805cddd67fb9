import { expect, it } from 'vitest';
import { inspect } from '../../graph/inspect.ts';
import { PREPROCESSINGS } from '../../graph/preprocess.ts';
import { openNetwork } from '../../testing/onnx/packed.ts';
import { proposed } from './network-choices.ts';
import { snippet } from './python-snippet.ts';

const finding = inspect(openNetwork('conv4-protonet').files('legacy'));
const choices = proposed(finding, PREPROCESSINGS, 'stretch');

it('makes the image fit as the page does, whatever was chosen', () => {
  expect(snippet(finding, choices)).toContain('image = image.resize((W, H), Image.BILINEAR)\nx = ');
  expect(snippet(finding, { ...choices, fit: 'crop' })).toContain('image.crop((x, y, x + w, y + h))');
  expect(snippet(finding, { ...choices, fit: 'letterbox' })).toContain('scale = min(W / image.width');
  expect(snippet(finding, { ...choices, fit: 'crop:256' })).toContain('long = 256 * max(image.size)');
});

it('does not run a tfjs graph model with ONNX Runtime', () => {
  expect(snippet(finding, choices)).toContain('onnxruntime.InferenceSession');
  expect(snippet({ ...finding, opset: null }, choices)).not.toContain('onnx');
});
