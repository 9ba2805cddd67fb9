import { type RefObject, useEffect } from 'react';

/**
 * When what has the focus inside a place goes away (“Cancel”, once there is nothing to cancel), the place itself
 * takes it, so that the next Tab goes on from there. The place needs `tabIndex={-1}`.
 */
export function useFocusKept(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let held: Element | null = null;
    const focused = ({ target }: FocusEvent) => {
      held = target as Element;
    };
    const left = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) held = null;
    };
    const observer = new MutationObserver(() => {
      if (held === null || held.isConnected) return;
      held = null;
      if (document.activeElement === document.body) element.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', focused);
    element.addEventListener('focusout', left);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', focused);
      element.removeEventListener('focusout', left);
    };
  }, [place]);
}
