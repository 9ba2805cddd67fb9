import { LIMITS } from './limits.ts';
import { quoted, Refusal } from './refusal.ts';
import { looksLikeJson } from './tfjs/files.ts';

export interface NetworkFile {
  /** Base name. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Lower-case hexadecimal, where it is known already. */
  readonly sha256?: string;
}

export interface Opened {
  readonly network: NetworkFile;
  /** What lies beside it, by base name. */
  readonly beside: ReadonlyMap<string, Uint8Array>;
}

interface Foreign {
  readonly what: string;
  readonly remedy: string;
  readonly is: (bytes: Uint8Array) => boolean;
}

const starts =
  (...magic: number[]) =>
  (bytes: Uint8Array) =>
    magic.every((byte, i) => bytes[i] === byte);
const ascii = (text: string, at = 0) => {
  const magic = starts(...Array.from(text, (c) => c.charCodeAt(0)));
  return (bytes: Uint8Array) => magic(bytes.subarray(at));
};

const FROM_TORCH = "Export it: torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), 'model.onnx').";
const FROM_TF =
  'Convert it: python -m tf2onnx.convert (--keras, --saved-model or --tflite) … --output model.onnx.';

/** Files that people take for a network, by their first bytes, and the way round. */
const FOREIGN: readonly Foreign[] = [
  {
    what: 'a zip archive, as PyTorch (.pt, .pth) and Keras (.keras) write it',
    remedy: `${FROM_TORCH} From Keras: ${FROM_TF}`,
    is: starts(0x50, 0x4b),
  },
  { what: 'an HDF5 file, as Keras (.h5) writes it', remedy: FROM_TF, is: starts(0x89, 0x48, 0x44, 0x46) },
  { what: 'a TensorFlow Lite network', remedy: FROM_TF, is: ascii('TFL3', 4) },
  {
    what: 'a Python pickle, as old PyTorch writes it',
    remedy: FROM_TORCH,
    is: (b) => b[0] === 0x80 && (b[1] ?? 9) <= 5 && (b[1] ?? 0) >= 2,
  },
  {
    what: 'a safetensors file: weights without the network',
    remedy: FROM_TORCH,
    is: (b) => b[8] === 0x7b && b[6] === 0 && b[7] === 0,
  },
  { what: 'compressed (gzip)', remedy: 'Unpack it first.', is: starts(0x1f, 0x8b) },
  {
    // It begins “version https://git-lfs.github.com/spec/v1”; sixteen bytes are looked at.
    what: 'a pointer of Git LFS, which stands for a file that was not fetched',
    remedy: 'Run “git lfs pull” where it lies, or download the file itself.',
    is: ascii('version https://'),
  },
  { what: 'text', remedy: FROM_TORCH, is: (b) => b.length >= 8 && b.every((c) => c >= 0x20 && c < 0x7f) },
  {
    what: 'a picture',
    remedy: 'Drop pictures onto the two panes.',
    is: (b) => starts(0x89, 0x50, 0x4e, 0x47)(b) || starts(0xff, 0xd8, 0xff)(b),
  },
];

/**
 * Tells the network from the files beside it.
 *
 * @throws Refusal where there is none or more than one, where it is something else by its first bytes, or too large
 */
export function openFiles(files: readonly NetworkFile[]): Opened {
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > LIMITS.bytes) {
    throw new Refusal(
      'too-large',
      `The files have ${Math.round(total / 1e6)} MB; ${LIMITS.bytes / 1e6} MB fit.`,
      'Export in float16, or choose a smaller network.',
    );
  }
  const named = (pattern: RegExp) => files.filter(({ name }) => pattern.test(name));
  const onnx = named(/\.onnx$/i);
  // A tfjs graph model: what lies beside it are its shards.
  const networks = onnx.length > 0 ? onnx : named(/\.json$/i);
  const [network, second] = networks.length > 0 ? networks : files;
  if (!network || (networks.length === 0 && files.length > 1)) {
    throw new Refusal(
      'not-onnx',
      'None of the files is named .onnx or .json.',
      'Choose the .onnx file, or the model.json of a tfjs graph model, and what lies beside it.',
    );
  }
  if (second) {
    throw new Refusal(
      'not-onnx',
      `${quoted(network.name)} and ${quoted(second.name)} are two networks.`,
      'Open one at a time.',
    );
  }
  const head = network.bytes.subarray(0, 16);
  if (network.bytes.length === 0)
    throw new Refusal('truncated', `${quoted(network.name)} is empty.`, 'Copy it again.');
  const foreign = !looksLikeJson(head) && FOREIGN.find(({ is }) => is(head));
  if (foreign)
    throw new Refusal('not-onnx', `${quoted(network.name)} is ${foreign.what}, not ONNX.`, foreign.remedy);
  const beside = files
    .filter((file) => file !== network)
    .map((file): [string, Uint8Array] => [file.name, file.bytes]);
  return { network, beside: new Map(beside) };
}
