import { GraphModel } from '@tensorflow/tfjs-converter';
import { type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { BATCH } from '../../graph/dims.ts';
import { toArtifacts } from '../../graph/graph.ts';
import { convert, liveValue } from '../../graph/onnx/convert.ts';
import { readModel } from '../../graph/onnx/read-model.ts';
import { startWasm } from '../start-wasm.ts';
import { formulaPixels, NETWORKS, openNetwork } from './packed.ts';

beforeAll(startWasm);

describe.each(NETWORKS)('%s', (name) => {
  const { answers, exporters, files } = openNetwork(name);
  it.each(exporters)('%s', async (exporter) => {
    const [file, ...beside] = files(exporter);
    const model = readModel(file!.bytes);
    const { height, width, mean, std } = answers.input;
    const converted = convert(model, {
      shapes: new Map([['image', [BATCH, 3, height, width]]]),
      files: new Map(beside.map((f) => [f.name, f.bytes])),
    });
    const out = liveValue(converted, model.graph.outputs[0]!.name);
    const graph = new GraphModel({ load: () => Promise.resolve(toArtifacts(converted.graph) as never) });
    await graph.load();
    const pixels = (['a', 'b'] as const).map((w) => formulaPixels(w, answers.input));
    const x = Float32Array.from(
      pixels.flatMap((p) => [...p.map((v, i) => (v / 255 - mean[i % 3]!) / std[i % 3]!)]),
    );
    const t = tensor4d(x, [2, height, width, 3]);
    const y = graph.execute({ [converted.graph.input]: t }, out.node) as Tensor;
    const values = await y.data();
    const want = [...answers.embedding.a, ...answers.embedding.b];
    const scale = Math.max(...want.map(Math.abs));
    expect(Math.max(...want.map((w, i) => Math.abs(w - values[i]!))) / scale).toBeLessThan(1e-4);
  });
});
