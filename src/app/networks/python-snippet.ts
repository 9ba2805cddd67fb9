import { type FitId, partsOfFit } from '../../core/resize/fit.ts';
import type { Finding } from '../../graph/inspect.ts';
import type { NetworkChoices } from './network-choices.ts';

const list = (values: readonly number[]) =>
  `[${values.map((value) => Number(value.toPrecision(8))).join(', ')}]`;

/** `image` made to fit W × H as core/resize/fit.ts does. */
function fitting(fit: FitId): string[] {
  const { kind, short } = partsOfFit(fit);
  const laid = (at: string) => [
    'whole = Image.new("RGB", (W, H))',
    `whole.paste(image.resize(size, Image.BILINEAR), ${at})`,
    'image = whole',
  ];
  if (short !== null)
    return [
      `long = ${short} * max(image.size) // min(image.size)`,
      `size = (${short}, long) if image.width <= image.height else (long, ${short})`,
      'at = [(room - n) // 2 if room > n else -round((n - room) / 2) for room, n in zip((W, H), size)]',
      ...laid('tuple(at)'),
    ];
  if (kind === 'letterbox')
    return [
      'scale = min(W / image.width, H / image.height)',
      'size = tuple(max(1, int(n * scale + 0.5)) for n in image.size)',
      ...laid('((W - size[0]) // 2, (H - size[1]) // 2)'),
    ];
  if (kind === 'crop')
    return [
      'w, h = image.size',
      'if w * H >= h * W: w = max(1, int(h * W / H + 0.5))',
      'else: h = max(1, int(w * H / W + 0.5))',
      'x, y = round((image.width - w) / 2), round((image.height - h) / 2)',
      'image = image.crop((x, y, x + w, y + h)).resize((W, H), Image.BILINEAR)',
    ];
  return ['image = image.resize((W, H), Image.BILINEAR)'];
}

/**
 * Python that makes the vector this page would be compared with: by ONNX Runtime, or for a tfjs graph model by whatever
 * framework it was converted from.
 */
export function snippet(
  { file, image, opset }: Finding,
  { height, width, preprocessing, channelOrder, embedding, fit }: NetworkChoices,
): string {
  const { mean, std } = preprocessing;
  const ofOnnx = opset !== null;
  return [
    `# pip install numpy pillow${ofOnnx ? ' onnx onnxruntime' : ''}`,
    `import numpy as np${ofOnnx ? ', onnx, onnxruntime' : ''}`,
    'from PIL import Image',
    `W, H = ${width}, ${height}`,
    '# If the image is cropped on the page, crop it here as well: image.crop((left, top, right, bottom)).',
    'image = Image.open("image-a.png").convert("RGB")',
    ...fitting(fit),
    'x = np.asarray(image, np.float32) / 255',
    ...(channelOrder === 'BGR' ? ['x = x[:, :, ::-1]'] : []),
    `x = ((x - ${list(mean)}) / ${list(std)}).astype(np.float32)[None]`,
    ...(image.layout === 'NCHW' ? ['x = x.transpose(0, 3, 1, 2)'] : []),
    ...(ofOnnx
      ? [
          `model = onnx.load(${JSON.stringify(file.name)})`,
          `name = ${JSON.stringify(embedding)}`,
          'if name not in [o.name for o in model.graph.output]:',
          '    model.graph.output.append(onnx.ValueInfoProto(name=name))',
          'session = onnxruntime.InferenceSession(model.SerializeToString())',
          `vector = session.run([name], {${JSON.stringify(image.name)}: np.ascontiguousarray(x)})[0]`,
        ]
      : [
          '# model: the Keras or TensorFlow model that was converted, ending at',
          `# ${JSON.stringify(embedding)}`,
          'vector = np.asarray(model(x))',
        ]),
    'np.save("vector.npy", vector.reshape(-1).astype(np.float32))',
  ].join('\n');
}
