import type { Finding } from '../../graph/inspect.ts';

const count = (value: number): string =>
  value >= 1e9
    ? `${(value / 1e9).toFixed(2)} billion`
    : value >= 1e6
      ? `${(value / 1e6).toFixed(1)} million`
      : value.toLocaleString('en');

/** Everything that can be said of a network before it runs. Text from the file is shown as text. */
export function FoundFacts({ finding }: { readonly finding: Finding }) {
  const {
    file,
    producer,
    opset,
    inputs,
    outputs,
    image,
    batch,
    embedding,
    head,
    layers,
    cost,
    slow,
    operators,
  } = finding;
  const blocks = layers.filter(({ block }) => block).length;
  const proposal = embedding.candidates.find(({ value }) => value === embedding.name);
  const facts: readonly (readonly [string, string])[] = [
    ['File', `${file.name}, ${(file.bytes / 1e6).toFixed(1)} MB, sha-256 ${file.sha256.slice(0, 12)}…`],
    [
      'Made by',
      `${producer || 'an exporter that does not say its name'}${opset === null ? '' : `; ONNX operators of version ${opset}`}`,
    ],
    ['Inputs', inputs.map(({ name, shape }) => `${name} ${shape}`).join('; ')],
    [
      'Image',
      `${image.width}×${image.height} pixels, ${image.channels} channels (${image.layout}); ${image.free ? 'other sizes are possible' : 'the file fixes this size'}; ${batch === 'any' ? 'several at a time' : 'one at a time'}`,
    ],
    ['Outputs', outputs.map(({ name, shape }) => `${name} ${shape}`).join('; ')],
    [
      'Embedding',
      `${embedding.name}, ${embedding.channels} numbers${proposal ? `: ${proposal.reason}` : ''}${embedding.l2 ? '; scaled to length 1 at the end' : ''}`,
    ],
    ['Head', head.words],
    ['Layers', `${layers.length} feature maps, of which ${blocks} end a block`],
    ['Size', `${count(cost.parameters)} parameters, ${count(cost.multiplyAdds)} multiply-adds an image`],
    ['Slow', slow.length > 0 ? slow.join(' ') : 'Nothing in it is known to be slow.'],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>Operators</summary>
        <p className="quiet">{operators.map(([op, n]) => `${op} ${n}`).join(', ')}</p>
      </details>
    </>
  );
}
