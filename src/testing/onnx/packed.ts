import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { unzipSync } from 'fflate';

/** The files of an archive in this folder (a zip inside brotli, whose window is wide enough for two exports). */
export function openPacked(name: string): Record<string, Uint8Array> {
  const packed = readFileSync(new URL(`${name}.zip.br`, import.meta.url));
  return unzipSync(new Uint8Array(brotliDecompressSync(packed)));
}

/** The 20 networks, seeded and small, each written by PyTorch's two exporters. */
export const NETWORKS = [
  'arcface-iresnet',
  'bninception-fc-l2',
  'clip-vit',
  'conv4-protonet',
  'convnext',
  'densenet-gap-fc',
  'dinov2-registers',
  'efficientnet',
  'mobilenetv2',
  'mobilenetv3',
  'osnet',
  'resnet-bottleneck-gap',
  'resnet-gap-fc-l2',
  'resnet-gapgmp-l2',
  'resnet-gem-whiten',
  'resnet12-fewshot',
  'seresnet-gap-l2',
  'vgg-flatten-fc',
  'vit-cls',
  'vit-mean',
] as const;

export type NetworkName = (typeof NETWORKS)[number];
export type Exporter = 'legacy' | 'dynamo';

/** What float64 arithmetic gives for the two formula images (docs/spec.md). */
export interface Answers {
  readonly name: string;
  readonly input: {
    readonly height: number;
    readonly width: number;
    readonly mean: readonly number[];
    readonly std: readonly number[];
    readonly formulaOffset: number;
  };
  readonly exports: Readonly<
    Partial<Record<Exporter, { readonly file: string; readonly taps: { last: string[]; middle: string[] } }>>
  >;
  readonly taps: Readonly<Record<'last' | 'middle', { readonly shape: readonly [number, number, number] }>>;
  readonly embedding: Readonly<Record<'a' | 'b', readonly number[]>>;
  readonly normalised: boolean;
  readonly similarity: { readonly cosine: number; readonly euclidean: number };
  readonly tokens?: { readonly extra: number; readonly grid: number };
}

export interface Packed {
  readonly answers: Answers;
  readonly exporters: readonly Exporter[];
  /** The .onnx file, and what lies beside it. */
  readonly files: (exporter: Exporter) => { name: string; bytes: Uint8Array }[];
}

export function openNetwork(name: NetworkName): Packed {
  const all = openPacked(name);
  const answers = JSON.parse(new TextDecoder().decode(all[`${name}.json`])) as Answers;
  return {
    answers,
    exporters: (['legacy', 'dynamo'] as const).filter((exporter) => exporter in answers.exports),
    files: (exporter) =>
      [`${name}.${exporter}.onnx`, `${name}.${exporter}.onnx.data`]
        .filter((file) => file in all)
        .map((file) => ({ name: file, bytes: all[file]! })),
  };
}
