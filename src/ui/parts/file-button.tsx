import { useId } from 'react';

interface Props {
  /** On the button. */
  readonly words: string;
  /** What the input is called, where that is not the words. */
  readonly label?: string;
  readonly look?: 'small' | 'primary' | '';
  readonly accept?: string;
  /** Without it, one file. */
  readonly many?: 'files' | 'folder';
  readonly onFiles: (files: readonly File[]) => void;
}

/** A native file input out of sight behind a button's words, so that keyboard, mouse and scripts meet the real one. */
export function FileButton({ words, label, look = 'small', accept, many, onFiles }: Props) {
  const id = useId();
  return (
    <>
      <label className={`button ${look}`.trim()} htmlFor={id}>
        {words}
      </label>
      <input
        id={id}
        className="sr-only"
        type="file"
        multiple={many !== undefined}
        accept={accept}
        aria-label={label}
        ref={(input) => {
          // Known to every browser, but not to React's types.
          if (input) input.webkitdirectory = many === 'folder';
        }}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          if (files.length > 0) onFiles(files);
          // The same file, chosen again after an edit, is a change only so.
          target.value = '';
        }}
      />
    </>
  );
}
