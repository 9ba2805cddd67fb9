import { Network } from 'lucide-react';
import { useId } from 'react';
import { useCommands } from '../app-context.ts';

/** Opens the files of an own network: a native input laid over the face of a button. */
export function NetworkPicker({
  label = 'Network files',
  words,
}: {
  readonly label?: string;
  readonly words: string;
}) {
  const commands = useCommands();
  const id = useId();
  return (
    <span className="file-picker button small">
      <Network aria-hidden />
      <span id={id}>{words}</span>
      <input
        type="file"
        multiple
        accept=".onnx,.data,.onnx_data,.json,.bin"
        aria-label={label}
        aria-describedby={id}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // So that choosing the same files again, changed on disk, is a change too.
          event.target.value = '';
          if (files.length > 0) commands.openNetwork(files);
        }}
      />
    </span>
  );
}
