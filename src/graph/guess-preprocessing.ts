import type { PreprocessingId } from './card.ts';
import type { Converted } from './onnx/convert.ts';
import type { OnnxModel } from './onnx/model.ts';
import { isConstant } from './onnx/value.ts';

export interface Guess {
  readonly id: Exclude<PreprocessingId, 'custom'>;
  readonly reason: string;
}

/** What a network wants done to pixels, by what stands first in it, or by its size and family. A guess. */
export function guessPreprocessing(
  model: OnnxModel,
  converted: Converted,
  input: string,
  height: number,
): Guess {
  const first = model.graph.nodes.find((node) => node.inputs.includes(input));
  if (first && ['Sub', 'Div', 'Mul', 'Add'].includes(first.op)) {
    const constants = first.inputs
      .map((name) => converted.values.get(name))
      .filter((v) => v !== undefined && isConstant(v));
    const numbers = constants.flatMap((v) => [...v.data].slice(0, 3).map(Math.abs));
    const isByte = first.op === 'Mul' ? numbers.some((v) => v < 0.05) : numbers.some((v) => v > 1.5);
    return isByte
      ? { id: 'in-graph', reason: `the network begins with ${first.op} by values for bytes` }
      : { id: 'zero-one', reason: `the network begins with ${first.op} by values for numbers from 0 to 1` };
  }
  const names =
    model.graph.nodes
      .slice(0, 200)
      .flatMap(({ name }) => name)
      .join(' ') + model.graph.name;
  if (/clip|visual/i.test(names)) return { id: 'clip', reason: 'names in the file speak of CLIP' };
  if (height === 112 && /(PRelu)/.test(model.graph.nodes.map(({ op }) => op).join(' '))) {
    return { id: 'minus-one-one', reason: 'faces of 112 pixels with PReLU are trained on -1 to 1' };
  }
  if (height === 299)
    return { id: 'minus-one-one', reason: 'networks for 299 pixels are trained on -1 to 1' };
  if (/tf2onnx|keras|tfjs/i.test(model.producer)) {
    return { id: 'minus-one-one', reason: 'most networks from Keras and TensorFlow are trained on -1 to 1' };
  }
  return {
    id: 'imagenet',
    reason: "most networks from PyTorch are trained on ImageNet's mean and deviation",
  };
}
