import type { Slot } from '../../app/state.ts';
import { pictureOf } from '../../app/store.ts';
import { useApp, useCommands } from '../app-context.ts';

/** Of the 16-bit scale: a picture that uses more is not made much lighter. */
const MOST = 0.9 * 65_535;

/** Of a picture of 16 bits that uses a part of them: makes its darkest value black and its lightest white. */
export default function StretchButton({ slot }: { readonly slot: Slot }) {
  const commands = useCommands();
  const picture = useApp(({ images }) => pictureOf(images[slot]));
  if (!picture?.levels) return null;
  const { from, to } = picture.levels;
  const on = picture.stretch !== undefined;
  if (!on && (to === from || to - from > MOST)) return null;
  return (
    <button
      type="button"
      className="button small"
      aria-label={`Stretch the values of image ${slot.toUpperCase()}`}
      aria-pressed={on}
      onClick={() => void commands.stretchImage(slot, !on)}
    >
      {on ? 'Stretched' : 'Stretch'}
    </button>
  );
}
