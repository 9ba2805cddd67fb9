import type { ReactNode } from 'react';

interface Props {
  /** What the table is about: the name of the place. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A table that may be wider than its place, which then scrolls: by arrow keys too, so it takes the focus. */
export function TablePlace({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="table-place" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
