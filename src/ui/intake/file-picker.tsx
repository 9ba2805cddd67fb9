import { ImageUp } from 'lucide-react';
import type { Place } from '../../app/state.ts';
import { useCommands } from '../app-context.ts';

interface Props {
  readonly slot: Place;
  /** The input's id; its label is `Image A`, `Image B` or `Image C`. */
  readonly id: string;
  readonly words: string;
}

/** A native file input laid over the face of a button, so that keyboard, mouse and scripts meet the real one. */
export function FilePicker({ slot, id, words }: Props) {
  const commands = useCommands();
  return (
    <span className="file-picker button small">
      <ImageUp aria-hidden />
      <span id={`${id}-words`}>{words}</span>
      <input
        id={id}
        type="file"
        accept="image/*"
        aria-describedby={`${id}-words`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void commands.openFile(slot, file);
          // So that choosing the same file again, changed on disk, is a change too.
          event.target.value = '';
        }}
      />
    </span>
  );
}
