import { describe, expect, it } from 'vitest';
import {
  smallNetwork,
  type Written,
  type WrittenNode,
  waves,
  writeOnnx,
} from '../testing/onnx/write-onnx.ts';
import type { NetworkFile } from './files.ts';
import { inspect } from './inspect.ts';
import { prepare } from './prepare.ts';
import { Refusal, type RefusalReason } from './refusal.ts';

const named = (bytes: Uint8Array, name = 'model.onnx'): NetworkFile => ({ name, bytes });
const ascii = (text: string) => Uint8Array.from(Array.from(text, (c) => c.charCodeAt(0)));

function refusalOf(files: readonly NetworkFile[]): Refusal {
  try {
    inspect(files);
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return error as Refusal;
  }
  throw new Error('The file was accepted.');
}

const base = { tensors: [{ name: 'kernel', dims: [8, 3, 3, 3], floats: waves(216) }] } as const;
const conv: WrittenNode = { op: 'Conv', inputs: ['image', 'kernel'], outputs: ['conv'] };
const network = (nodes: WrittenNode[], change: Partial<Written> = {}) =>
  writeOnnx({ nodes: [conv, ...nodes], ...base, ...change });
const shape = (name: string, ...ints: number[]) => ({ name, dims: [ints.length], ints });

const valid = smallNetwork();

/** What a foreign file may try, one file each; and what is said of it. */
const hostile: Record<string, [RefusalReason, () => readonly NetworkFile[], RegExp]> = {
  'an empty file': ['truncated', () => [named(new Uint8Array())], /empty/],
  'text that is no network': ['not-onnx', () => [named(ascii('<html>hello world</html>'))], /is text/],
  'a pointer of Git LFS': [
    'not-onnx',
    () => [named(ascii('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'))],
    /pointer of Git LFS/,
  ],
  'bytes that are no network': ['malformed', () => [named(Uint8Array.of(0x0b, 1, 4, 1, 5))], /group/],
  'a zip, as .pt files are': ['not-onnx', () => [named(ascii('PK\x03\x04 archive/data.pkl'))], /PyTorch/],
  'a Keras .h5': ['not-onnx', () => [named(ascii('\x89HDF\r\n\x1a\n'))], /Keras/],
  'a TFLite network': ['not-onnx', () => [named(ascii('\x1c\0\0\0TFL3\0\0'))], /TensorFlow Lite/],
  safetensors: ['not-onnx', () => [named(ascii('\x40\x01\0\0\0\0\0\0{"a":1}'))], /safetensors/],
  'a truncated file': [
    'truncated',
    () => [named(valid.subarray(0, valid.length - 40))],
    /ends early|damaged/,
  ],
  'a file cut in its weights': ['truncated', () => [named(valid.subarray(0, 500))], /ends early|damaged/],
  'an endless varint': ['truncated', () => [named(new Uint8Array(64).fill(0xff))], /damaged/],
  'a length beyond the file': [
    'truncated',
    () => [named(Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x07, 1))],
    /ends early/,
  ],
  'no graph at all': ['not-onnx', () => [named(Uint8Array.of(0x08, 0x08))], /no ONNX graph/],
  'two gigabytes declared': [
    'bad-tensor',
    () => [named(smallNetwork({}, { dims: [8, 3, 9000, 9000] }))],
    /needs 7776000000/,
  ],
  'a shape beyond all numbers': [
    'bad-tensor',
    () => [named(smallNetwork({}, { dims: [2 ** 40, 2 ** 40, 2 ** 40, 3] }))],
    /impossible shape/,
  ],
  'a negative axis': [
    'bad-tensor',
    () => [named(smallNetwork({}, { dims: [-8, 3, 3, 3] }))],
    /impossible shape/,
  ],
  'ten axes': [
    'bad-tensor',
    () => [named(smallNetwork({}, { dims: new Array<number>(10).fill(1) }))],
    /axes/,
  ],
  'too few weights': ['bad-tensor', () => [named(smallNetwork({}, { floats: waves(215) }))], /860 bytes/],
  'an unknown type': ['bad-tensor', () => [named(smallNetwork({}, { type: 99 }))], /type 99/],
  'weights that are no numbers': [
    'bad-weights',
    () => [named(smallNetwork({}, { floats: waves(216).with(7, Number.NaN) }))],
    /'kernel'.*NaN/,
  ],
  'infinite weights': [
    'bad-weights',
    () => [named(smallNetwork({}, { floats: waves(216).with(9, Infinity) }))],
    /infinite/,
  ],
  'weights outside the folder': [
    'unsafe-path',
    () => [
      named(smallNetwork({}, { floats: undefined as never, external: { location: '../../etc/passwd' } })),
    ],
    /outside/,
  ],
  'weights at an address': [
    'unsafe-path',
    () => [
      named(smallNetwork({}, { floats: undefined as never, external: { location: 'https://x/y.data' } })),
    ],
    /outside/,
  ],
  'weights in a file that is not there': [
    'missing-file',
    () => [
      named(smallNetwork({}, { floats: undefined as never, external: { location: 'model.onnx.data' } })),
    ],
    /'model.onnx.data'/,
  ],
  'weights behind the end of their file': [
    'truncated',
    () => [
      named(
        smallNetwork(
          {},
          { floats: undefined as never, external: { location: 'w', offset: '600', length: '864' } },
        ),
      ),
      named(new Uint8Array(864), 'w'),
    ],
    /end at 1464/,
  ],
  'an offset that is no number': [
    'bad-tensor',
    () => [
      named(smallNetwork({}, { floats: undefined as never, external: { location: 'w', offset: '1e3' } })),
      named(new Uint8Array(864), 'w'),
    ],
    /offset/,
  ],
  'a cycle': [
    'bad-graph',
    () => [
      named(
        network([
          { op: 'Add', inputs: ['conv', 'b'], outputs: ['a'] },
          { op: 'Relu', inputs: ['a'], outputs: ['b'] },
        ]),
      ),
    ],
    /cycle/,
  ],
  'a value that nobody makes': [
    'bad-graph',
    () => [named(network([{ op: 'Relu', inputs: ['ghost'], outputs: ['y'] }]))],
    /'ghost'/,
  ],
  'a value made twice': [
    'bad-graph',
    () => [named(network([{ op: 'Relu', inputs: ['conv'], outputs: ['conv'] }]))],
    /Two nodes.*'conv'/,
  ],
  'an output that nobody makes': [
    'bad-graph',
    () => [named(network([{ op: 'Relu', inputs: ['conv'], outputs: ['y'] }], { outputs: ['nothing'] }))],
    /'nothing'/,
  ],
  'operators that are not known': [
    'unsupported-operator',
    () => [
      named(
        network([
          { op: 'StringRegex', name: 'first', inputs: ['conv'], outputs: ['y'] },
          { op: 'StringRegex', inputs: ['y'], outputs: ['z'] },
          { op: 'Fancy', domain: 'com.example', inputs: ['z'], outputs: ['w'] },
        ]),
      ),
    ],
    /'StringRegex' 2 times \(first at 'first'\); 'com.example.Fancy' once.*opset 17/,
  ],
  "an operator called like an object's own": [
    'unsupported-operator',
    () => [named(network([{ op: 'constructor', inputs: ['conv'], outputs: ['y'] }]))],
    /'constructor'/,
  ],
  'loops and branches': [
    'unsupported-operator',
    () => [named(network([{ op: 'Loop', inputs: ['conv'], outputs: ['y'] }]))],
    /'Loop'/,
  ],
  'eight-bit weights': [
    'quantised',
    () => [named(network([{ op: 'QLinearConv', inputs: ['conv'], outputs: ['y'] }]))],
    /quantised/,
  ],
  'an opset of old': ['unsupported-operator', () => [named(smallNetwork({ opset: 5 }))], /opset 5/],
  'a million nodes': [
    'too-large',
    () => [
      named(
        network(
          Array.from({ length: 1_000_000 }, (_, i) => ({ op: 'Relu', inputs: ['a'], outputs: [`${i}`] })),
        ),
      ),
    ],
    /50000 nodes/,
  ],
  'a bomb of Expand': [
    'too-costly',
    () => [
      named(
        network([{ op: 'Expand', inputs: ['one', 'shape'], outputs: ['y'] }], {
          tensors: [
            ...base.tensors,
            { name: 'one', dims: [1], floats: Float32Array.of(1) },
            shape('shape', 1 << 20, 1 << 20),
          ],
        }),
      ),
    ],
    /Expand/,
  ],
  'a bomb of Tile': [
    'too-costly',
    () => [
      named(
        network([{ op: 'Tile', inputs: ['conv', 'times'], outputs: ['y'] }], {
          tensors: [...base.tensors, shape('times', 1, 1, 1 << 14, 1 << 14)],
        }),
      ),
    ],
    /Tile/,
  ],
  'a bomb of Resize': [
    'too-costly',
    () => [
      named(
        network([{ op: 'Resize', inputs: ['conv', '', '', 'size'], outputs: ['y'] }], {
          tensors: [...base.tensors, shape('size', 1, 8, 1 << 15, 1 << 15)],
        }),
      ),
    ],
    /Resize/,
  ],
  'a bomb of Pad': [
    'too-costly',
    () => [
      named(
        network([{ op: 'Pad', inputs: ['conv', 'pads'], outputs: ['y'] }], {
          tensors: [...base.tensors, shape('pads', 0, 0, 1 << 20, 1 << 20, 0, 0, 0, 0)],
        }),
      ),
    ],
    /Pad/,
  ],
  'a bomb of ConstantOfShape': [
    'too-costly',
    () => [
      named(
        network([{ op: 'ConstantOfShape', inputs: ['size'], outputs: ['y'] }], {
          tensors: [...base.tensors, shape('size', 1 << 20, 1 << 20)],
        }),
      ),
    ],
    /ConstantOfShape/,
  ],
  'a bomb of OneHot, which is not run': [
    'unsupported-operator',
    () => [
      named(
        network([{ op: 'OneHot', inputs: ['conv', 'depth', 'values'], outputs: ['y'] }], {
          tensors: [
            ...base.tensors,
            { name: 'depth', dims: [], ints: [1e12] },
            { name: 'values', dims: [2], floats: Float32Array.of(0, 1) },
          ],
        }),
      ),
    ],
    /'OneHot' once/,
  ],
  'a bomb of Einsum': [
    'too-costly',
    () => [
      named(
        network(
          [
            {
              op: 'Einsum',
              inputs: ['conv', 'conv'],
              outputs: ['y'],
              attributes: { equation: 'nchw,ndij->nchwdij' },
            },
          ],
          { inputs: [{ name: 'image', dims: ['n', 3, 512, 512] }] },
        ),
      ),
    ],
    /Einsum/,
  ],
  'a bomb of Range': [
    'too-costly',
    () => [
      named(
        network([{ op: 'Range', inputs: ['from', 'to', 'by'], outputs: ['y'] }], {
          tensors: [
            ...base.tensors,
            { name: 'from', dims: [], ints: [0] },
            { name: 'to', dims: [], ints: [1e12] },
            { name: 'by', dims: [], ints: [1] },
          ],
        }),
      ),
    ],
    /Range/,
  ],
  'a kernel that does not fit': [
    'bad-shapes',
    () => [named(smallNetwork({}, { dims: [24, 1, 3, 3] }))],
    /does not fit/,
  ],
  'two inputs': [
    'no-image-input',
    () => [
      named(
        smallNetwork({
          inputs: [
            { name: 'image', dims: ['n', 3, 16, 16] },
            { name: 'text', dims: ['n', 77] },
          ],
        }),
      ),
    ],
    /'text'/,
  ],
  'words for an image': [
    'no-image-input',
    () => [named(smallNetwork({ inputs: [{ name: 'image', dims: ['n', 77] }] }))],
    /one image/,
  ],
  'an output without the image': [
    'no-embedding',
    () => [
      named(
        network([{ op: 'Constant', inputs: [], outputs: ['y'], attributes: { value_ints: [1, 2, 3, 4] } }], {
          outputs: ['y'],
        }),
        'model.onnx',
      ),
    ],
    /vector/,
  ],
};

describe('a hostile file', () => {
  it.each(Object.entries(hostile))('%s is refused in words', (_, [code, files, words]) => {
    const refusal = refusalOf(files());
    expect({ code: refusal.reason, message: refusal.message }).toEqual({
      code,
      message: expect.stringMatching(words) as string,
    });
    expect(refusal.remedy).toMatch(/\w+ \w+/);
  });

  it('names weights that lie deeper than messages may', () => {
    let bytes = Uint8Array.of(0x08, 1);
    for (let i = 0; i < 60; i++) bytes = Uint8Array.from([0x3a, ...varint(bytes.length), ...bytes]);
    expect(() => inspect([named(bytes)])).toThrow(Refusal);
  });

  it('may call its values what it likes: they are shown cut, and name no node', () => {
    const evil = [
      '__proto__',
      'constructor',
      '<img src=x onerror=alert(1)>',
      `a\u202Eb${'x'.repeat(300)}`,
      'toString',
    ];
    const [image, kernel, relu, flat, out] = evil as [string, string, string, string, string];
    const bytes = writeOnnx({
      nodes: [
        { op: 'Conv', name: '/</script>/x', inputs: [image, kernel], outputs: ['hasOwnProperty'] },
        { op: 'Relu', inputs: ['hasOwnProperty'], outputs: [relu] },
        { op: 'GlobalAveragePool', inputs: [relu], outputs: [flat] },
        { op: 'Flatten', inputs: [flat], outputs: [out] },
      ],
      tensors: [{ name: kernel, dims: [8, 3, 3, 3], floats: waves(216) }],
      inputs: [{ name: image, dims: [1, 3, 16, 16] }],
    });
    const { card, modelTopology } = prepare([named(bytes)]);
    for (const { name } of modelTopology.node) expect(name).toMatch(/^\w+$/);
    expect(card.embedding.name).toBe('toString');
    expect(card.layers.at(-1)!.name).toBe(relu);
    const wrong = smallNetwork({ nodes: [{ op: 'Nope', name: flat, inputs: ['image'], outputs: ['y'] }] });
    const { message } = refusalOf([named(wrong)]);
    expect(message).not.toContain('\u202E');
    expect(message.length).toBeLessThan(300);
  });

  it('cut anywhere, or with any byte changed, is read or refused, never thrown about', () => {
    for (let k = 0; k < 400; k++) {
      const bytes = valid.slice(0, k % 2 === 0 ? valid.length : Math.floor((valid.length * k) / 400));
      for (let j = 0; j < k % 5; j++)
        bytes[(k * 7919 + j * 104729) % Math.max(bytes.length, 1)] = (k * 31 + j * 17) & 255;
      try {
        inspect([named(bytes)]);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }
  });
});

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}
