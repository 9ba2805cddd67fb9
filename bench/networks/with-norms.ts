import { Layers } from './layers.ts';

/** Liu et al. 2022, the atto size of timm: layer norms over channels of NCHW maps, between two transpositions. */
export function convnextAtto(): Uint8Array {
  const net = new Layers();
  const norm = (x: string, channels: number) => {
    const last = net.node('Transpose', [x], { perm: [0, 2, 3, 1] });
    return net.node('Transpose', [net.norm(last, channels)], { perm: [0, 3, 1, 2] });
  };
  const depths = [2, 2, 6, 2];
  let from = 40;
  let x = norm(net.conv('x', 3, from, { kernel: 4, stride: 4, pad: 0 }), from);
  depths.forEach((depth, stage) => {
    const to = 40 * 2 ** stage;
    if (stage > 0) x = net.conv(norm(x, from), from, to, { kernel: 2, stride: 2, pad: 0 });
    from = to;
    for (let block = 0; block < depth; block++) {
      const mixed = norm(net.conv(x, to, to, { kernel: 7, groups: to }), to);
      const out = net.conv(net.gelu(net.conv(mixed, to, 4 * to)), 4 * to, to);
      const scale = net.floats([1, to, 1, 1], 0.1, 0.5);
      x = net.add(net.node('Mul', [out, scale]), x);
    }
  });
  const pooled = net.node('Flatten', [net.node('GlobalAveragePool', [x])]);
  net.gemm(net.norm(pooled, from), from, 128);
  return net.file(224);
}

/** Dosovitskiy et al. 2021 in the size of DeiT-tiny: 12 blocks, 192 channels, 3 heads, patches of 16. */
export function vitTiny(): Uint8Array {
  const net = new Layers();
  const [width, heads, tokens] = [192, 3, 197];
  const each = width / heads;
  const patches = net.node('Reshape', [
    net.conv('x', 3, width, { kernel: 16, stride: 16, pad: 0 }),
    net.ints(0, width, tokens - 1),
  ]);
  const shape = net.node('Shape', [patches]);
  const count = net.node('Gather', [shape, net.ints(0)], { axis: 0 });
  const target = net.node('Concat', [count, net.ints(-1, -1)], { axis: 0 });
  const known = net.node('Where', [
    net.node('Equal', [target, net.ints(-1, -1, -1)]),
    net.ints(1, 1, 1),
    target,
  ]);
  const classToken = net.node('Expand', [net.floats([1, 1, width], 0.5), known]);
  const all = net.node('Concat', [classToken, net.node('Transpose', [patches], { perm: [0, 2, 1] })], {
    axis: 1,
  });
  let x = net.add(all, net.floats([1, tokens, width], 0.5));
  for (let block = 0; block < 12; block++) {
    const stacked = net.node('Reshape', [
      net.linear(net.norm(x, width), width, 3 * width),
      net.ints(0, tokens, 3, heads, each),
    ]);
    const apart = net.node('Transpose', [stacked], { perm: [2, 0, 3, 1, 4] });
    const [q, k, v] = [0, 1, 2].map((i) => net.node('Gather', [apart, net.index(i)], { axis: 0 }));
    const scale = net.scalar(each ** -0.25);
    const turned = net.node('Transpose', [k!], { perm: [0, 1, 3, 2] });
    const logits = net.node('MatMul', [net.node('Mul', [q!, scale]), net.node('Mul', [turned, scale])]);
    const mixed = net.node('MatMul', [net.node('Softmax', [logits], { axis: -1 }), v!]);
    const joined = net.node('Reshape', [
      net.node('Transpose', [mixed], { perm: [0, 2, 1, 3] }),
      net.ints(0, tokens, width),
    ]);
    x = net.add(x, net.linear(joined, width, width));
    const hidden = net.gelu(net.linear(net.norm(x, width), width, 4 * width));
    x = net.add(x, net.linear(hidden, 4 * width, width));
  }
  const first = net.node('Gather', [net.norm(x, width), net.index(0)], { axis: 1 });
  net.gemm(first, width, 128);
  return net.file(224);
}
