import { registerGroup } from '../../app/against/image-group.ts';
import type { SetPicture } from '../../app/collection/picture-set.ts';
import type { Settings } from '../../app/state.ts';
import type { EpisodeQuery } from '../../core/few-shot/classify-episode.ts';
import type { FewShotMetric } from '../../core/few-shot/prototypes.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { HitMap } from './hit-map.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** A class of an episode: its name, and its support images by their indices among the pictures. */
export interface SupportClass {
  readonly name: string;
  readonly support: readonly number[];
}

interface Props {
  readonly query: EpisodeQuery;
  readonly picture: SetPicture;
  readonly classes: readonly SupportClass[];
  readonly metric: FewShotMetric;
}

/** A query, the class it was given, and its map for that class against the runner-up. */
export function QueryItem({ query, picture, classes, metric }: Props) {
  const gallery = useGallery();
  const pictures = useGalleryState((state) => state.pictures);
  const made = useGalleryState((state) => state.made);
  const [given, runnerUp] = query.order.map((label) => classes[label]!);
  const group = ({ name, support }: SupportClass) => {
    const own = new Set(support);
    const found = gallery.group(`“${name}”`, (_, index) => own.has(index));
    registerGroup(found);
    return found.hash;
  };
  const change: Partial<Settings> = {
    ...(made && { model: made.model, size: made.size, fit: made.fit }),
    metric,
    scope: 'final',
    against: 'class',
    examples: group(given!),
    counters: group(runnerUp!),
  };
  const right = classes[query.label] === given;
  const judged =
    query.label < 0 ? '' : right ? 'Right: ' : `Wrong, it is of “${classes[query.label]!.name}”: `;
  return (
    <li data-right={query.label < 0 ? undefined : right}>
      <HitMap
        of={picture}
        by={pictures[given!.support[0]!]!}
        label={`Map of ${picture.name} for ${given!.name} against ${runnerUp!.name}`}
        change={change}
      />
      <span className="nearest-name" title={picture.name}>
        {picture.name}
      </span>
      <span>
        {judged}
        {query.order
          .slice(0, 3)
          .map((label) => `${classes[label]!.name} ${showNumber(query.probabilities[label]!)}`)
          .join(', ')}
      </span>
    </li>
  );
}
