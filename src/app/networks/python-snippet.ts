import type { Finding } from '../../graph/inspect.ts';
import type { NetworkChoices } from './network-choices.ts';

const list = (values: readonly number[]) =>
  `[${values.map((value) => Number(value.toPrecision(8))).join(', ')}]`;

/** Python that makes the vector this page would be compared with, by ONNX Runtime, for an image that is stretched. */
export function snippet(
  { file, image }: Finding,
  { height, width, preprocessing, channelOrder, embedding }: NetworkChoices,
): string {
  const { mean, std } = preprocessing;
  return [
    '# pip install numpy pillow onnx onnxruntime',
    'import numpy as np, onnx, onnxruntime',
    'from PIL import Image',
    `model = onnx.load(${JSON.stringify(file.name)})`,
    `name = ${JSON.stringify(embedding)}`,
    'if name not in [o.name for o in model.graph.output]:',
    '    model.graph.output.append(onnx.ValueInfoProto(name=name))',
    'session = onnxruntime.InferenceSession(model.SerializeToString())',
    `image = Image.open("image-a.png").convert("RGB").resize((${width}, ${height}), Image.BILINEAR)`,
    'x = np.asarray(image, np.float32) / 255',
    ...(channelOrder === 'BGR' ? ['x = x[:, :, ::-1]'] : []),
    `x = ((x - ${list(mean)}) / ${list(std)}).astype(np.float32)[None]`,
    ...(image.layout === 'NCHW' ? ['x = x.transpose(0, 3, 1, 2)'] : []),
    `vector = session.run([name], {${JSON.stringify(image.name)}: np.ascontiguousarray(x)})[0]`,
    'np.save("vector.npy", vector.reshape(-1).astype(np.float32))',
  ].join('\n');
}
