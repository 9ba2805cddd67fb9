import { ProgressBar } from './progress-bar.tsx';

/** Files that are read, of how many. */
export function ReadingBar({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <ProgressBar
      label="Reading files"
      fraction={total > 0 ? done / total : null}
      words={`${done} of ${total}`}
    />
  );
}
