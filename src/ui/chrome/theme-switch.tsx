import { Monitor, Moon, Sun } from 'lucide-react';
import { useApp, useCommands } from '../app-context.ts';

const THEMES = [
  { id: 'system', label: 'System theme', Icon: Monitor },
  { id: 'light', label: 'Light theme', Icon: Sun },
  { id: 'dark', label: 'Dark theme', Icon: Moon },
] as const;

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const theme = useApp((state) => state.theme);
  const commands = useCommands();
  return (
    <div className="segments icons" role="radiogroup" aria-label="Theme">
      {THEMES.map(({ id, label, Icon }) => (
        <label key={id} className="segment" title={label}>
          <input
            type="radio"
            name="theme"
            value={id}
            aria-label={label}
            checked={theme === id}
            onChange={() => commands.setTheme(id)}
          />
          <span>
            <Icon aria-hidden />
          </span>
        </label>
      ))}
    </div>
  );
}
