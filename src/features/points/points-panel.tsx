import { useCallback, useEffect, useState } from 'react';
import { imageSource } from '../../app/image-source.ts';
import { pairOf } from '../../app/result.ts';
import type { Picture, Result } from '../../app/state.ts';
import { PAIRED_CELLS } from '../../core/methods/point-pairs.ts';
import type { PairsReply } from '../../engine/api.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { useLatest } from '../../ui/hooks/use-latest.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { links } from '../../ui/stage/links.ts';
import '../../ui/parts/parts.css';
import { PairTable } from './pair-table.tsx';

const COUNT = 12;

const KINDS = [
  { id: 'distinct', label: 'Each point once' },
  { id: 'mutual', label: 'Mutual' },
  { id: 'strongest', label: 'Strongest' },
  { id: 'opposed', label: 'Opposed' },
] as const;
type Kind = (typeof KINDS)[number]['id'];

/** Which points of the two images answer each other: as links on the stage and as a table. */
export default function PointsPanel() {
  const result = useApp((state) => state.result);
  if (result === null) return <p>There is no result yet.</p>;
  const [height, width] = result.layerShape;
  if (height * width <= PAIRED_CELLS) return <Pairs result={result} />;
  return (
    <p>
      This layer has {height} × {width} = {height * width} places: {showNumber((height * width) ** 2, 2)}{' '}
      pairs are too many to compare at once. Choose a layer of at most 28 × 28 places. Pointing at one place
      still shows what it shares with every place of the other image.
    </p>
  );
}

function Pairs({ result }: { readonly result: Result }) {
  const { client, pixels } = useAppHandle().services;
  const [kind, setKind] = useState<Kind>('distinct');
  const [draw, setDraw] = useState(true);
  const [marked, setMarked] = useState<number | null>(null);
  const { engine } = result;
  const [{ of: a }, { of: b }] = pairOf(result);
  const { layer, size, fit } = result.settings;
  const of = `${a.id} ${b.id} ${size.join('×')} ${fit}`;
  // Neither metric nor method changes the pairs: the same feature maps, the same answer.
  const found = useLatest(
    useCallback(async () => {
      const source = (picture: Picture) => imageSource(pixels, picture, { size, fit });
      const session = client.sessionOf(engine);
      return { layer, of, ...(await session.pairs(source(a), source(b), layer, COUNT)) };
    }, [client, pixels, engine, a, b, of, size, fit, layer]),
  );
  const value = found.value?.layer === layer && found.value.of === of ? found.value : null;
  const pairs = value?.[kind] ?? null;

  useEffect(() => {
    links.setState({ drawn: draw && pairs !== null ? { result, pairs, marked } : null });
  }, [draw, pairs, result, marked]);
  useEffect(() => () => links.setState({ drawn: null }), []);

  return (
    <div className="closer">
      <section className="closer-part">
        <RadioField label="Pairs" value={kind} choices={KINDS} onChoose={setKind} />
        <label className="check">
          <input type="checkbox" checked={draw} onChange={(event) => setDraw(event.target.checked)} /> Links
          on the images
        </label>
        <p>{explanation(kind)}</p>
        {value && <p className="number">{totalWords(value)}</p>}
        <p className="quiet">
          From the keyboard: focus an image, move with the arrow keys, pin with Enter. A pinned point stays
          when the metric, the method or the layer changes.
        </p>
      </section>
      <section className="closer-part">
        {found.error !== null && <p>The pairs could not be found. {found.error}</p>}
        {pairs === null && found.error === null && <p className="quiet">Comparing all pairs of points…</p>}
        {pairs?.length === 0 && (
          <p>
            No pair of points has a negative share: no two places of the two images have features that point
            away from each other.
          </p>
        )}
        {pairs !== null && pairs.length > 0 && value !== null && (
          <PairTable result={result} pairs={pairs} total={value.total} onMark={setMarked} />
        )}
      </section>
    </div>
  );
}

function explanation(kind: Kind): string {
  const base =
    'Each pair of places has a share in the cosine of this layer’s pooled features; all shares add up to it.';
  if (kind === 'strongest')
    return `${base} Shown are the ${COUNT} largest. One strong place can be in many of them.`;
  if (kind === 'mutual')
    return `${base} Shown are mutual nearest neighbours: places whose features are the most alike of all, seen from either image; the ${COUNT} with the largest shares.`;
  if (kind === 'opposed') return `${base} Shown are the ${COUNT} most negative shares.`;
  return `${base} Shown are the largest with every place in one pair at most: a matching of the two images.`;
}

function totalWords({ total, distinct }: PairsReply): string {
  const sum = distinct.reduce((add, { value }) => add + value, 0);
  return `All pairs together: ${showNumber(total, 6)}, the cosine at this layer. The ${distinct.length} of the matching: ${showNumber(sum)}.`;
}
