import { CircleQuestionMark } from 'lucide-react'

export function HelpButton({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label="Help" data-hint="Help and shortcuts (?)" onClick={onOpen}>
      <CircleQuestionMark size={16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
