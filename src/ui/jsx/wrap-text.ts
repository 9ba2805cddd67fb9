import { createElement, Fragment } from 'react';

/** What holds nothing but text, where an element would be dropped or shown as its source. */
const TEXT_ONLY = new Set<unknown>(['option', 'title', 'textarea', 'style', 'script', 'text', 'tspan']);

const isText = (child: unknown): child is string | number =>
  typeof child === 'string' || typeof child === 'number';

/**
 * Gives every text that has siblings an element of its own, neighbouring texts together one.
 *
 * A browser's translation replaces text nodes by `<font>` elements around others. React then changes, moves or removes
 * nodes that are no longer where it put them: what it removes throws (`removeChild`, `insertBefore`: NotFoundError),
 * and what it changes is no longer on the page, so that an old label stays beside a new number (facebook/react
 * issue 11538). The text of an element that holds nothing else is set as a whole, and elements stay where they are.
 *
 * @param siblings whether the children stand among others: those of a fragment may
 */
export function wrapText(type: unknown, children: unknown, siblings: boolean): unknown {
  if (TEXT_ONLY.has(type))
    return Array.isArray(children) && children.every(isTextOrNothing) ? joined(children) : children;
  if (!Array.isArray(children))
    return (siblings || type === Fragment) && isText(children) ? element(children, '0') : children;
  const wrapped: unknown[] = [];
  let run: (string | number)[] = [];
  const flush = () => {
    // The position in the list is the key: it stays when a neighbour comes or goes, as React's own does.
    const text = run.join('');
    // A space alone is translated into nothing else; as an element it would be a box in a row of boxes.
    if (run.length > 0)
      wrapped[wrapped.length - 1] = text.trim() === '' ? text : element(text, `text-${wrapped.length}`);
    run = [];
  };
  for (const child of children as unknown[]) {
    if (isText(child)) {
      run.push(child);
      wrapped.push(null);
    } else {
      flush();
      wrapped.push(Array.isArray(child) ? wrapText(null, child, true) : child);
    }
  }
  flush();
  return wrapped;
}

const isTextOrNothing = (child: unknown) =>
  isText(child) || child === null || child === undefined || typeof child === 'boolean';

const joined = (children: readonly unknown[]) => children.filter(isText).join('');

/** Not a span: no style sheet means it. */
const element = (text: string | number, key: string) => createElement('x-text', { key }, text);
