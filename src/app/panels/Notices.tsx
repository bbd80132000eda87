import { TriangleAlert, X } from 'lucide-react'
import { dismiss, useSession } from '../state/session.ts'

/** What the visitor should know, until dismissed. */
export function Notices() {
  const notices = useSession((state) => state.notices)
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map(({ id, title, lines }) => (
        <div key={id} className="notice">
          <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
          <div>
            <strong>{title}</strong>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
          <button type="button" aria-label="Dismiss this notice" onClick={() => dismiss(id)}>
            <X size={16} strokeWidth={1.75} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  )
}
