import { type RefObject, useEffect } from 'react';

/**
 * When what has the focus inside a place goes away (“Cancel”, once there is nothing to cancel) or is disabled (the fields
 * of a run, while it goes on), what it stood in takes it (the place itself, or what in it has `tabIndex={-1}`), so that
 * the next Tab goes on from there; what is enabled again has it back. The place needs `tabIndex={-1}`.
 */
export function useFocusKept(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let held: HTMLElement | null = null;
    let off: HTMLElement | null = null;
    let home = element;
    const focused = ({ target }: FocusEvent) => {
      if (target === home) return;
      held = target as HTMLElement;
      home = held.parentElement?.closest<HTMLElement>('[tabindex="-1"]') ?? element;
      off = null;
    };
    const left = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) held = null;
    };
    const observer = new MutationObserver(() => {
      const { activeElement } = document;
      if (off?.matches(':enabled') && activeElement === home) off.focus({ preventScroll: true });
      if (held === null || (held.isConnected && !held.matches(':disabled'))) return;
      off = held.isConnected ? held : null;
      if (!home.isConnected) home = element;
      if (activeElement === document.body || activeElement === held) home.focus({ preventScroll: true });
      held = null;
    });
    element.addEventListener('focusin', focused);
    element.addEventListener('focusout', left);
    observer.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', focused);
      element.removeEventListener('focusout', left);
    };
  }, [place]);
}
