import { Layers } from './layers.ts';

/** He et al. 2016, as torchvision has it, with a linear embedding of 128. */
export function resnet18(): Uint8Array {
  return resnet([2, 2, 2, 2], false);
}

/** The bottleneck blocks of ResNet-50: a file of 96 MB. */
export function resnet50(): Uint8Array {
  return resnet([3, 4, 6, 3], true);
}

function resnet(depths: readonly number[], bottleneck: boolean): Uint8Array {
  const net = new Layers();
  let x = net.relu(net.conv('x', 3, 64, { kernel: 7, stride: 2 }));
  x = net.node('MaxPool', [x], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  let from = 64;
  depths.forEach((depth, stage) => {
    const width = 64 * 2 ** stage;
    const to = bottleneck ? 4 * width : width;
    for (let block = 0; block < depth; block++) {
      const stride = block === 0 && stage > 0 ? 2 : 1;
      const short = stride > 1 || from !== to ? net.conv(x, from, to, { stride }) : x;
      const inner = bottleneck
        ? net.conv(
            net.relu(net.conv(net.relu(net.conv(x, from, width)), width, width, { kernel: 3, stride })),
            width,
            to,
          )
        : net.conv(net.relu(net.conv(x, from, to, { kernel: 3, stride })), to, to, { kernel: 3 });
      x = net.relu(net.add(inner, short));
      from = to;
    }
  });
  net.head(x, from, 128);
  return net.file(224);
}

/** Sandler et al. 2018, width 1. */
export function mobilenetV2(): Uint8Array {
  const net = new Layers();
  let x = net.relu6(net.conv('x', 3, 32, { kernel: 3, stride: 2 }));
  let from = 32;
  const stages = [
    [1, 16, 1, 1],
    [6, 24, 2, 2],
    [6, 32, 3, 2],
    [6, 64, 4, 2],
    [6, 96, 3, 1],
    [6, 160, 3, 2],
    [6, 320, 1, 1],
  ] as const;
  for (const [expand, to, depth, first] of stages)
    for (let block = 0; block < depth; block++) {
      const stride = block === 0 ? first : 1;
      const wide = from * expand;
      const deep = expand > 1 ? net.relu6(net.conv(x, from, wide)) : x;
      const mixed = net.relu6(net.conv(deep, wide, wide, { kernel: 3, stride, groups: wide }));
      const out = net.conv(mixed, wide, to);
      x = stride === 1 && from === to ? net.add(x, out) : out;
      from = to;
    }
  net.head(net.relu6(net.conv(x, from, 1280)), 1280, 128);
  return net.file(224);
}

/** Tan and Le 2019: inverted bottlenecks with squeeze and excitation, SiLU. */
export function efficientnetB0(): Uint8Array {
  const net = new Layers();
  let x = net.silu(net.conv('x', 3, 32, { kernel: 3, stride: 2 }));
  let from = 32;
  const stages = [
    [1, 3, 16, 1, 1],
    [6, 3, 24, 2, 2],
    [6, 5, 40, 2, 2],
    [6, 3, 80, 3, 2],
    [6, 5, 112, 3, 1],
    [6, 5, 192, 4, 2],
    [6, 3, 320, 1, 1],
  ] as const;
  for (const [expand, kernel, to, depth, first] of stages)
    for (let block = 0; block < depth; block++) {
      const stride = block === 0 ? first : 1;
      const wide = from * expand;
      const deep = expand > 1 ? net.silu(net.conv(x, from, wide)) : x;
      const mixed = net.silu(net.conv(deep, wide, wide, { kernel, stride, groups: wide }));
      const squeezed = Math.max(1, from >> 2);
      const pooled = net.node('GlobalAveragePool', [mixed]);
      const gate = net.conv(net.silu(net.conv(pooled, wide, squeezed)), squeezed, wide);
      const out = net.conv(net.node('Mul', [mixed, net.node('Sigmoid', [gate])]), wide, to);
      x = stride === 1 && from === to ? net.add(x, out) : out;
      from = to;
    }
  net.head(net.silu(net.conv(x, from, 1280)), 1280, 128);
  return net.file(224);
}
