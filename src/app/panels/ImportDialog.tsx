import { FileUp } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Import, Imported } from '../../lab/lesson.ts'
import type { Params, ParamValue } from '../../lab/param.ts'
import { valueText } from '../../lab/text.ts'
import { restartWith } from '../state/run.ts'
import { Dialog } from './Dialog.tsx'

type Settings = Readonly<Record<string, ParamValue>>

/** Longer texts are not read. */
const LONGEST_TEXT = 4_000_000

interface ImportDialogProps {
  readonly lab: AnyLab
  /** Key of what is imported. */
  readonly source: string
  readonly onClose: () => void
}

/** Reads what somebody has already, by file or paste, and says what it would set before it sets it. */
export default function ImportDialog({ lab, source, onClose }: ImportDialogProps) {
  const found = (lab.imports as readonly Import<Params>[] | undefined)?.find(({ key }) => key === source)
  const [text, setText] = useState('')
  const read = useRead(found, text)
  const id = useId()
  if (!found) return null
  const set: Settings | undefined = read && 'set' in read ? settingsOf(read.set) : undefined
  const names = Object.keys(set ?? {})
  return (
    <Dialog onClose={onClose} title={found.label} shape="wide">
      <p>{found.help}</p>
      <label className="unseen" htmlFor={id}>
        Text to import
      </label>
      <textarea
        id={id}
        className="import-text"
        value={text}
        placeholder={found.example}
        spellCheck={false}
        rows={10}
        onChange={(event) => setText(event.target.value)}
      />
      <Sources accept={found.accept} onText={setText} example={found.example} />
      <Preview lab={lab} read={read} set={set} />
      <div className="dialog-buttons">
        <button
          type="button"
          className="button primary"
          disabled={names.length === 0}
          onClick={() => {
            if (set) restartWith(set, found.label)
            onClose()
          }}
        >
          Begin a run with {names.length === 1 ? 'this setting' : `these ${names.length || ''} settings`}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  )
}

const settingsOf = (set: Readonly<Record<string, ParamValue | undefined>>): Settings =>
  Object.fromEntries(Object.entries(set).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** What the text holds; undefined while there is none, or while it is being read. */
function useRead(source: Import<Params> | undefined, text: string): Imported<Params> | undefined {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly read: Imported<Params> }>()
  useEffect(() => {
    if (!source || text.trim() === '') return
    let late = false
    const tell = (read: Imported<Params>): void => {
      if (!late) setAnswer({ text, read })
    }
    if (text.length > LONGEST_TEXT) tell({ failed: `This text is longer than ${LONGEST_TEXT} characters.` })
    else source.read(text).then(tell, () => tell({ failed: 'The reader could not be loaded.' }))
    return () => {
      late = true
    }
  }, [source, text])
  return answer?.text === text ? answer.read : undefined
}

interface SourcesProps {
  readonly accept: string
  readonly example: string
  readonly onText: (text: string) => void
}

function Sources({ accept, example, onText }: SourcesProps) {
  const file = useRef<HTMLInputElement>(null)
  return (
    <div className="dialog-buttons">
      <button type="button" className="button" onClick={() => file.current?.click()}>
        <FileUp size={16} strokeWidth={1.75} aria-hidden />
        From a file
      </button>
      <button type="button" className="button" onClick={() => onText(example)}>
        Try the example
      </button>
      <input
        ref={file}
        type="file"
        accept={accept}
        hidden
        aria-label="File to import"
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          if (chosen) void chosen.text().then(onText)
        }}
      />
    </div>
  )
}

interface PreviewProps {
  readonly lab: AnyLab
  readonly read: Imported<Params> | undefined
  readonly set: Settings | undefined
}

function Preview({ lab, read, set }: PreviewProps) {
  const params: Params = lab.params
  return (
    <div className="import-preview" role="status">
      {read && 'failed' in read && <p className="failed-text">{read.failed} Nothing was changed.</p>}
      {set && (
        <dl>
          {Object.entries(set).map(([name, value]) => {
            const param = params[name]
            return (
              <div key={name}>
                <dt>{param?.label ?? name}</dt>
                <dd>{param ? valueText(param, value) : String(value)}</dd>
              </div>
            )
          })}
        </dl>
      )}
      {read && 'notices' in read && read.notices.length > 0 && (
        <ul className="sentences">
          {read.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
