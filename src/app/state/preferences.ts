import { create } from 'zustand'
import { keep } from './stored.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const guideTabs = ['learn', 'challenges', 'why', 'log'] as const
export type GuideTab = (typeof guideTabs)[number]

/** How the visitor likes the page; kept in the browser. */
export interface Preferences {
  readonly theme: Theme
  readonly controlsOpen: boolean
  readonly guideOpen: boolean
  readonly guideTab: GuideTab
  readonly sideBySide: boolean
  readonly counts: boolean
  /** Shortcuts of a single key work. */
  readonly singleKeys: boolean
  /** The diagram last shown, by lab. */
  readonly diagram: Readonly<Record<string, string>>
}

/** The store of the visitor's preferences. */
export const usePreferences = create<Preferences>()(() => ({
  theme: 'system',
  controlsOpen: true,
  guideOpen: true,
  guideTab: 'learn',
  sideBySide: false,
  counts: false,
  singleKeys: true,
  diagram: {},
}))

/** Changes some preferences. */
export const prefer = (change: Partial<Preferences>): void => usePreferences.setState(change)

/** Shows a diagram of a lab, now and next time. */
export const preferDiagram = (lab: string, key: string): void =>
  usePreferences.setState(({ diagram }) => ({ diagram: { ...diagram, [lab]: key } }))

const dark = (theme: Theme): boolean =>
  theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)

function paint({ theme }: Preferences): void {
  document.documentElement.dataset['theme'] = dark(theme) ? 'dark' : 'light'
}

/** Takes up the kept preferences and keeps the page's theme in step with them and with the system. */
export function keepPreferences(): void {
  keep(usePreferences, 'setpoint.preferences')
  paint(usePreferences.getState())
  usePreferences.subscribe(paint)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => paint(usePreferences.getState()))
}

/** Whether the page is dark now. */
export const isDark = (): boolean => document.documentElement.dataset['theme'] === 'dark'
