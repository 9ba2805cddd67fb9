/**
 * Whether a dropped file belongs to a network rather than to the pictures: ONNX and what its exporters write beside
 * it, and files that people take for one, so that they are told the way round. By name: nothing is read for it.
 */
export const isNetworkFile = ({ name }: { readonly name: string }): boolean =>
  /\.(?:onnx|onnx[._]data|data|pt|pth|ckpt|safetensors|keras|h5|tflite|pb)$/i.test(name);
