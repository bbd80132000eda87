import { useEffect, useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { TourStep } from '../../lab/lesson.ts'
import type { ParamValue } from '../../lab/param.ts'
import { clock } from '../../units.ts'
import { ToneShape } from '../controls/ToneShape.tsx'
import { preferDiagram } from '../state/preferences.ts'
import { progressIn, record, useProgress } from '../state/progress.ts'
import { act, openPreset, setAll } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { play } from '../state/time.ts'
import { Emphasis } from './CaptionBar.tsx'
import { partWords } from './part-words.ts'

type Step = TourStep<Record<string, never>>

/** The guided tour: each step is done in the real run and waits for the real event. */
export function Tour({ lab }: { readonly lab: AnyLab }) {
  const steps: readonly Step[] = lab.tour
  const at = useProgress((state) => progressIn(state, lab.id).tourStep)
  const done = useProgress((state) => progressIn(state, lab.id).tourDone)
  const go = (to: number): void => {
    const ended = to >= steps.length
    record(lab.id, { tourStep: ended ? -1 : to, ...(ended && { tourDone: true }) })
    if (!ended && to >= 0) prepare(lab, steps[to])
  }
  const step = steps[at]
  return (
    <section className="guide-section" aria-label="Tour">
      <h3 className={step ? '' : 'tour-line'}>
        <span>
          Tour{' '}
          <span className="head-note">
            {step ? `step ${at + 1} of ${steps.length}` : done ? 'done' : `${steps.length} steps`}
          </span>
        </span>
        {!step && (
          <button type="button" className="button small" onClick={() => go(0)}>
            {done ? 'Take the tour again' : 'Take the tour'}
          </button>
        )}
      </h3>
      {step && <StepCard key={at} lab={lab} step={step} at={at} count={steps.length} next={steps[at + 1]} onGo={go} />}
    </section>
  )
}

function prepare(lab: AnyLab, step: Step | undefined): void {
  if (step?.preset !== undefined) void openPreset(lab, step.preset)
  if (step?.diagram !== undefined) preferDiagram(lab.id, step.diagram)
}

/** The moment at which the awaited part was first taken after the step began. */
function useSeen(lab: AnyLab, waits: string | undefined): number | undefined {
  const part = waits === undefined ? -1 : lab.book.names.indexOf(waits)
  const [seen, setSeen] = useState<number>()
  useEffect(() => {
    if (part < 0) return undefined
    let from = useSession.getState().frame?.position.event ?? 0
    let scenario = useSession.getState().frame?.scenario
    return useSession.subscribe(({ frame }) => {
      if (!frame) return
      if (frame.position.event < from || frame.scenario.seed !== scenario?.seed) from = frame.position.event
      scenario = frame.scenario
      const taken = (frame.counts[part] ?? 0) > 0 && (frame.lastEvent[part] ?? 0) > from
      if (taken) setSeen((before) => before ?? frame.lastTime[part])
    })
  }, [part])
  return seen
}

interface StepCardProps {
  readonly lab: AnyLab
  readonly step: Step
  readonly at: number
  readonly count: number
  readonly next: Step | undefined
  readonly onGo: (to: number) => void
}

function StepCard({ lab, step, at, count, next, onGo }: StepCardProps) {
  const seen = useSeen(lab, step.waits)
  const ready = step.waits === undefined || seen !== undefined
  return (
    <>
      <div className="tour-progress" aria-hidden>
        {Array.from({ length: count }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars are the places themselves
          <span key={i} data-done={i < at || undefined} data-now={i === at || undefined} />
        ))}
      </div>
      <div className="card tour-step">
        <h4>{step.title}</h4>
        <p>
          <Emphasis text={step.text} />
        </p>
        {step.waits !== undefined && <Waiting lab={lab} part={step.waits} seen={seen} />}
        <div className="card-buttons">
          <button type="button" className="button" onClick={() => onGo(at - 1)}>
            {at === 0 ? 'Leave' : 'Back'}
          </button>
          {step.does && !ready && (
            <button type="button" className="button" onClick={() => void doStep(step)}>
              Do it for me
            </button>
          )}
          {ready && (
            <button type="button" className="button primary" onClick={() => onGo(at + 1)}>
              {next ? `Next: ${next.title.charAt(0).toLowerCase()}${next.title.slice(1)}` : 'Finish'}
            </button>
          )}
          <button type="button" className="button plain" onClick={() => onGo(-1)}>
            End tour
          </button>
        </div>
      </div>
    </>
  )
}

interface WaitingProps {
  readonly lab: AnyLab
  readonly part: string
  readonly seen: number | undefined
}

function Waiting({ lab, part, seen }: WaitingProps) {
  const title = partWords(lab, part)?.title ?? part
  return (
    <p className="tour-wait" role="status" data-seen={seen !== undefined || undefined}>
      <ToneShape tone={seen === undefined ? 'idle' : 'fine'} />
      {seen === undefined ? `Waiting for ${title}` : `Seen at ${clock(seen)}`}
    </p>
  )
}

async function doStep({ does }: Step): Promise<void> {
  if (does?.set) await setAll(does.set as Readonly<Record<string, ParamValue>>)
  if (does?.act !== undefined) await act(does.act)
  play()
}
