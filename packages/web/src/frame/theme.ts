/** Light, dark, or as the device has it. */
import { keep, kept } from '../kept.ts';

export type Theme = 'system' | 'light' | 'dark';

/** The theme chosen before. */
export function keptTheme(): Theme {
  const theme = kept('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Shows a theme and keeps the choice. */
export function applyTheme(theme: Theme): void {
  keep('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
