import * as v from 'valibot';

const Theme = v.picklist(['system', 'light', 'dark']);
export type Theme = v.InferOutput<typeof Theme>;

const KEY = 'semblance-theme';

/** The stored choice; `system` where there is none or storage is refused. */
export function loadTheme(): Theme {
  try {
    return v.parse(Theme, localStorage.getItem(KEY));
  } catch {
    return 'system';
  }
}

export function saveTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Private windows refuse storage; the choice then lasts as long as the page.
  }
}
