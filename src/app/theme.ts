import { loadPreferences, type Preferences, savePreference } from './storage/preferences.ts';

export type Theme = Preferences['theme'];

/** The stored choice; `system` where there is none or storage is refused. */
export const loadTheme = (): Theme => loadPreferences().theme;

export const saveTheme = (theme: Theme): void => savePreference({ theme });
