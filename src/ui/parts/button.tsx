import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<'button'>, 'disabled' | 'aria-disabled'> & {
  /** It does nothing now, and says so. */
  readonly off?: boolean;
};

/** A button that may be off without being `disabled`: the one that was just pressed would lose the focus. */
export function Button({ off = false, onClick, ...rest }: Props) {
  return (
    <button type="button" {...rest} aria-disabled={off || undefined} onClick={off ? undefined : onClick} />
  );
}
