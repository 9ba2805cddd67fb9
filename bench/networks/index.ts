import { efficientnetB0, mobilenetV2, resnet18 } from './cnn.ts';
import { convnextAtto, vitTiny } from './with-norms.ts';

/** Networks as people export them, of 224 × 224 pixels, with random weights: each makes its ONNX file. */
export const NETWORKS = {
  'ResNet-18': resnet18,
  MobileNetV2: mobilenetV2,
  'EfficientNet-B0': efficientnetB0,
  'ConvNeXt-atto': convnextAtto,
  'ViT-tiny': vitTiny,
} as const satisfies Readonly<Record<string, () => Uint8Array>>;

export type NetworkName = keyof typeof NETWORKS;
