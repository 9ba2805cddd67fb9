import { useLayoutEffect } from 'react';
import { useApp } from '../app-context.ts';

/** Puts the chosen theme on the root element, where the style sheet reads it. */
export function useTheme(): void {
  const theme = useApp((state) => state.theme);
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
