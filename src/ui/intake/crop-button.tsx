import { Crop } from 'lucide-react';
import type { Place } from '../../app/state.ts';
import { imageIn, pictureOf } from '../../app/store.ts';
import { useApp, useCommands } from '../app-context.ts';

/** Opens the box of an image, once there is one. */
export function CropButton({ slot }: { readonly slot: Place }) {
  const commands = useCommands();
  const picture = useApp(({ images }) => pictureOf(imageIn(images, slot)));
  if (!picture) return null;
  return (
    <button
      type="button"
      className="button small"
      aria-label={`Crop image ${slot.toUpperCase()}`}
      onClick={() => commands.openDialog(`crop-${slot}`)}
    >
      <Crop aria-hidden />
      {picture.box ? 'Cropped' : 'Crop'}
    </button>
  );
}
