import { create } from 'zustand'
import { type GuideTab, prefer } from './preferences.ts'

interface Sheet {
  /** The drawer or the phone's sheet is drawn out. */
  readonly open: boolean
  /** On a phone: the sheet shows the controls rather than a tab of the guide. */
  readonly controls: boolean
}

/** The store of the drawer of a narrow window and the sheet of a phone. */
export const useSheet = create<Sheet>()(() => ({ open: false, controls: true }))

/** Shows a tab of the guide, in whatever shape the page has. */
export function showGuide(guideTab: GuideTab): void {
  prefer({ guideTab, guideOpen: true })
  useSheet.setState({ open: true, controls: false })
}

/** Puts the guide away. */
export function hideGuide(): void {
  prefer({ guideOpen: false })
  useSheet.setState({ open: false })
}

/** Draws the drawer or sheet out or in. */
export const drawSheet = (open: boolean): void => useSheet.setState({ open })
