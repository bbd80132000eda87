import { Check, Copy, FileDown, FileUp } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { linkOf } from '../../scenario/codec.ts'
import { fileOf, readFile } from '../../scenario/file.ts'
import { clock } from '../../units.ts'
import type { Frame } from '../../worker/protocol.ts'
import { sharedNow, showLab } from '../state/address.ts'
import { order } from '../state/run.ts'
import { notice, useSession } from '../state/session.ts'
import { fetchLabs } from '../state/shelf.ts'
import { pause } from '../state/time.ts'
import { copyText, saveText } from './clipboard.ts'
import { Dialog } from './Dialog.tsx'

/** The link and the file that hold the run to this moment, and the digest by which another machine can check it. */
export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const [frame, setFrame] = useState<Frame>()
  useEffect(() => {
    pause()
    void order({ kind: 'look' }).then(setFrame)
  }, [])
  return (
    <Dialog onClose={onClose} title="Share this run">
      <p>The link holds the settings, the seed, your acts and this moment. It gives the same run everywhere.</p>
      <LinkField />
      <dl className="facts">
        <div>
          <dt>Moment</dt>
          <dd className="mono">{frame ? clock(frame.position.time) : '–'}</dd>
        </div>
        <div>
          <dt>Event</dt>
          <dd className="mono">{frame?.position.event ?? '–'}</dd>
        </div>
        <div data-hint="Sixteen digits over everything that happened up to here. Equal digests mean equal runs.">
          <dt>Digest</dt>
          <dd className="mono" data-testid="digest">
            {frame?.digest ?? '–'}
          </dd>
        </div>
      </dl>
      <FileButtons onClose={onClose} />
    </Dialog>
  )
}

function LinkField() {
  const shared = useSession.getState()
  const now = sharedNow(shared)
  const link = now ? `${location.href.split('#')[0]}#${linkOf(now)}` : ''
  const [copied, setCopied] = useState<boolean>()
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => void copyText(link).then(setCopied), [link])
  return (
    <div className="link-field">
      <label htmlFor={id} className="unseen">
        Link
      </label>
      <input ref={field} id={id} readOnly value={link} onFocus={(event) => event.target.select()} />
      <button
        type="button"
        className="button primary"
        onClick={() => {
          field.current?.select()
          void copyText(link).then(setCopied)
        }}
      >
        {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        Copy
      </button>
      <p role="status" className="field-note">
        {copied === true && 'Copied.'}
        {copied === false && 'The browser did not allow copying. Select the link and copy it yourself.'}
      </p>
    </div>
  )
}

function FileButtons({ onClose }: { readonly onClose: () => void }) {
  const id = useId()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="dialog-buttons">
      <button type="button" className="button" onClick={saveFile}>
        <FileDown size={16} strokeWidth={1.75} aria-hidden />
        Save as file
      </button>
      <button type="button" className="button" onClick={() => picker.current?.click()}>
        <FileUp size={16} strokeWidth={1.75} aria-hidden />
        Open a file
      </button>
      <input
        ref={picker}
        id={id}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Scenario file"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file)
            void file
              .text()
              .then(openFile)
              .then((opened) => opened && onClose())
        }}
      />
    </div>
  )
}

function saveFile(): void {
  const shared = sharedNow(useSession.getState())
  if (shared) saveText(`setpoint-${shared.scenario.lab}.json`, fileOf(shared), 'application/json')
}

async function openFile(text: string): Promise<boolean> {
  const read = readFile(text, await fetchLabs())
  if (read.kind === 'lab') showLab(read)
  else if (read.kind === 'unreadable') notice(read.notice)
  else notice(`This file is for the lab “${read.name}”, which is not here.`, ['Nothing was changed.'])
  return read.kind === 'lab'
}
