/**
 * Whether a dropped file belongs to a network rather than to the pictures: ONNX, tfjs graph models and what their
 * exporters write beside them, and files that people take for one, so that they are told the way round. By name:
 * nothing is read for it.
 */
export const isNetworkFile = ({ name }: { readonly name: string }): boolean =>
  /\.(?:onnx|onnx[._]data|data|json|bin|pt|pth|ckpt|safetensors|keras|h5|tflite|pb)$/i.test(name);
