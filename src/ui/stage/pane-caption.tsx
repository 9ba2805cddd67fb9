import { inputSentence } from '../../app/input-sentence.ts';
import { inPane, pairOf } from '../../app/result.ts';
import type { Slot } from '../../app/state.ts';
import { pictureOf } from '../../app/store.ts';
import { useApp } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';

const StretchButton = onDemand<{ readonly slot: Slot }>(() => import('../intake/stretch-button.tsx'), {
  waiting: null,
});

/** The file's name (or that it is being read) and what the network saw of it: by the job that made the map, or as it will be. */
export function PaneCaption({ slot }: { readonly slot: Slot }) {
  const picture = useApp((state) => pictureOf(state.images[slot]));
  const reading = useApp(({ images }) => {
    const image = images[slot];
    return image.status === 'decoding' ? `Reading ${image.name}…` : '';
  });
  const seen = useApp((state) => {
    const { result, settings } = state;
    if (picture === null) return '';
    const explained = result && inPane(pairOf(result), slot, picture.id);
    return explained?.inputSentence ?? inputSentence(picture, settings);
  });
  if (picture === null) return <p className="pane-caption">{reading}</p>;
  return (
    <p className="pane-caption">
      <span className="file-name" title={picture.name}>
        {picture.name}
      </span>
      <span className="seen">The network saw: {seen}</span>
      {picture.note !== undefined && <span className="seen">{picture.note}</span>}{' '}
      {picture.levels && <StretchButton slot={slot} />}
    </p>
  );
}
