import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import './moved-nodes.ts';

/** Three phrases, of which the middle one comes and goes; the returned function shows or hides it. */
function phrases(): { readonly element: HTMLElement; readonly show: (middle: boolean) => void } {
  let set: (middle: boolean) => void = () => undefined;
  function Phrases(): ReactNode {
    const [middle, setMiddle] = useState(true);
    set = setMiddle;
    return (
      <>
        <b>one</b>
        {middle && <i>two</i>}
        <u>three</u>
      </>
    );
  }
  const element = document.createElement('p');
  flushSync(() => createRoot(element).render(<Phrases />));
  return { element, show: (middle) => flushSync(() => set(middle)) };
}

it('React goes on where a translation dropped what it is about to remove', () => {
  const { element, show } = phrases();
  element.querySelector('i')!.remove();
  show(false);
  expect(element.innerHTML).toBe('<b>one</b><u>three</u>');
});

it('what a translation moved is removed from where it stands', () => {
  const { element, show } = phrases();
  const other = document.createElement('span');
  element.append(other);
  other.append(element.querySelector('i')!);
  show(false);
  expect(element.innerHTML).toBe('<b>one</b><u>three</u><span></span>');
});

it('React goes on where a translation dropped what something new is to stand before', () => {
  const { element, show } = phrases();
  show(false);
  element.querySelector('u')!.remove();
  show(true);
  expect(element.innerHTML).toBe('<b>one</b><i>two</i>');
});

it('nodes that are where they were put are removed and stand where they are meant', () => {
  const { element, show } = phrases();
  show(false);
  expect(element.innerHTML).toBe('<b>one</b><u>three</u>');
  show(true);
  expect(element.innerHTML).toBe('<b>one</b><i>two</i><u>three</u>');
});
