import { X } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'

interface DialogProps {
  readonly onClose: () => void
  readonly title: string
  /** `wide` for tables and code, `top` for the switcher. */
  readonly shape?: 'normal' | 'wide' | 'top'
  /** The title is read but not seen. */
  readonly bare?: boolean
  readonly children: React.ReactNode
}

/** A modal dialog of the browser's own kind: it keeps the focus, closes on Escape, and gives the focus back. */
export function Dialog({ onClose, title, shape = 'normal', bare = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={dialog}
      className={`dialog ${shape}`}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="dialog-body">
        <header className={bare ? 'unseen' : 'dialog-head'}>
          <h2 id={id}>{title}</h2>
          {!bare && (
            <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
              <X size={16} strokeWidth={1.75} aria-hidden />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  )
}
