import { useEffect } from 'react';
import { shortcutsEnabled } from '../hooks/shortcuts-enabled.ts';
import { peek } from './peek.ts';

/**
 * Elements to which Space means something of their own. A radio that is checked, a slider and a link are not among
 * them: the first two do nothing with it, and a link would scroll.
 */
const TAKES_SPACE =
  'button, summary, select, textarea, input:not([type=range], [type=radio]:checked), [contenteditable], [role=button], dialog';

/**
 * Shows the images without their maps while Space is held, wherever the focus is, as long as the images can be
 * seen; anywhere else on the page Space scrolls as it always does.
 */
export function useHoldRaw(): void {
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const stop = () => peek.setState({ raw: false });
    const down = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : document.body;
      // With single keys turned off, Space is left to acting on an image in focus.
      if (!shortcutsEnabled() && !target.closest('.panes')) return;
      if (target.closest(TAKES_SPACE)) return;
      if (document.querySelector('dialog[open]') || !stageInView()) return;
      event.preventDefault();
      if (!event.repeat) peek.setState({ raw: true });
    };
    window.addEventListener('keydown', down, { signal });
    window.addEventListener('keyup', (event) => event.key === ' ' && stop(), { signal });
    // The key may be let go of where this page does not hear it.
    window.addEventListener('blur', stop, { signal });
    return () => {
      controller.abort();
      stop();
    };
  }, []);
}

/** Whether at least a third of an image's height can be seen. */
function stageInView(): boolean {
  return [...document.querySelectorAll('.map-canvas')].some((canvas) => {
    const { top, bottom, height } = canvas.getBoundingClientRect();
    return Math.min(bottom, window.innerHeight) - Math.max(top, 0) > height / 3;
  });
}
