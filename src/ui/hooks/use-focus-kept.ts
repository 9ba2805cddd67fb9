import { useEffect } from 'react';

/**
 * When what has the focus goes away (“Cancel”, once there is nothing to cancel) or is switched off (“Run”, while it
 * runs), the nearest place around it that can takes it, so that the next key goes on from there and not from the
 * body. Such a place has `tabIndex={-1}`: a panel, a row, the page's main part.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let held: Element | null = null;
    let around: HTMLElement[] = [];
    const keep = () => {
      if (held === null || (held.isConnected && !held.matches(':disabled'))) return;
      const { activeElement } = document;
      if (activeElement === document.body || activeElement === held)
        around.find(({ isConnected }) => isConnected)?.focus({ preventScroll: true });
      held = null;
    };
    // What is taken out of the page has no size any more.
    const gone = new ResizeObserver(keep);
    const off = new MutationObserver(keep);
    const focused = ({ target }: FocusEvent) => {
      held = target as Element;
      around = [];
      for (let place = held.parentElement; place; place = place.parentElement)
        if (place.tabIndex === -1 && place.hasAttribute('tabindex')) around.push(place);
      gone.disconnect();
      gone.observe(held);
    };
    const left = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) held = null;
    };
    document.addEventListener('focusin', focused);
    document.addEventListener('focusout', left);
    off.observe(document.body, { attributes: true, attributeFilter: ['disabled'], subtree: true });
    return () => {
      gone.disconnect();
      off.disconnect();
      document.removeEventListener('focusin', focused);
      document.removeEventListener('focusout', left);
    };
  }, []);
}
