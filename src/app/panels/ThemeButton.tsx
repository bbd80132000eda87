import { Moon, Sun } from 'lucide-react'
import { isDark, prefer, usePreferences } from '../state/preferences.ts'

/** Switches between light and dark; a choice that equals the system's follows the system from then on. */
function switchTheme(): void {
  const next = isDark() ? 'light' : 'dark'
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  prefer({ theme: next === system ? 'system' : next })
}

export function ThemeButton() {
  usePreferences((state) => state.theme)
  const dark = isDark()
  const Icon = dark ? Sun : Moon
  const label = dark ? 'Light colours' : 'Dark colours'
  return (
    <button type="button" className="icon-button" aria-label={label} data-hint={label} onClick={switchTheme}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
