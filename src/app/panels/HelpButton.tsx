import { CircleQuestionMark } from 'lucide-react'
import { openDialog } from '../state/dialogs.ts'

export function HelpButton() {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label="Help"
      data-hint="Help and shortcuts (?)"
      onClick={() => openDialog({ shown: 'help' })}
    >
      <CircleQuestionMark size={16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
