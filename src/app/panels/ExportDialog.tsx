import { Check, Copy, Download } from 'lucide-react'
import { useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { TakeHome } from '../../lab/lesson.ts'
import { useSession } from '../state/session.ts'
import { copyText, saveText } from './clipboard.ts'
import { Dialog } from './Dialog.tsx'

const endings: Readonly<Record<TakeHome<never>['language'], string>> = {
  yaml: 'yaml',
  csharp: 'cs',
  javascript: 'js',
  json: 'json',
  nginx: 'conf',
  shell: 'sh',
  go: 'go',
  hcl: 'hcl',
  java: 'java',
}

interface ExportDialogProps {
  readonly lab: AnyLab
  /** The system shown first. */
  readonly target: string | undefined
  readonly onClose: () => void
}

/** The settings in force as configuration of real systems. */
export default function ExportDialog({ lab, target: wanted, onClose }: ExportDialogProps) {
  const params = useSession((state) => state.frame?.params)
  const targets: readonly TakeHome<never>[] = lab.takeHome
  const [key, setKey] = useState(wanted ?? targets[0]?.key)
  const [copied, setCopied] = useState<string>()
  const target = targets.find((candidate) => candidate.key === key)
  const text = target && params ? target.text(params as never) : ''
  return (
    <Dialog onClose={onClose} title="Take it home" shape="wide">
      <p>
        The settings of this moment as configuration of a real system. What it cannot express is said in its comments.
      </p>
      <fieldset className="chips">
        <legend className="unseen">System</legend>
        {targets.map((candidate) => (
          <button
            key={candidate.key}
            type="button"
            className="button"
            aria-pressed={candidate.key === key}
            onClick={() => setKey(candidate.key)}
          >
            {candidate.label}
          </button>
        ))}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
      <section className="code" tabIndex={0} aria-label={`Configuration for ${target?.label}`}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      {target && (
        <div className="dialog-buttons">
          <button
            type="button"
            className="button primary"
            onClick={() => void copyText(text).then((done) => setCopied(done ? text : undefined))}
          >
            {copied === text ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            Copy
          </button>
          <button
            type="button"
            className="button"
            onClick={() => saveText(`${lab.id}-${target.key}.${endings[target.language]}`, text)}
          >
            <Download size={16} strokeWidth={1.75} aria-hidden />
            Download
          </button>
        </div>
      )}
      <p className="note">Each chart has its own menu: values as CSV, drawing as SVG or PNG.</p>
    </Dialog>
  )
}
