import { ArrowRight, History, Pause, Play, Shuffle } from 'lucide-react'
import type { AnyLab } from '../../lab/lab.ts'
import { clock } from '../../units.ts'
import { CaptionBar } from '../panels/CaptionBar.tsx'
import { ChartArea } from '../panels/ChartArea.tsx'
import { LiveDiagram } from '../panels/LiveDiagram.tsx'
import { useProgress } from '../state/progress.ts'
import { openPreset } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { toggle } from '../state/time.ts'
import { useMedia } from '../state/use-media.ts'
import type { Listed } from './lab-list.ts'

/** The page's one line, and a lab that runs. */
export function Hero({ listed }: { readonly listed: readonly Listed[] }) {
  const lab = useSession((state) => state.lab)
  const there = listed.filter((one) => one.there).length
  return (
    <section className="hero">
      <div className="hero-words">
        <h1>A playground for distributed control and coordination</h1>
        <p>
          Labs of real mechanisms under traffic that run in your browser: {there} of {listed.length} are there so far.
          Break one, rewind it, ask why.
        </p>
        <div className="hero-buttons">
          {lab && (
            <a className="button primary large" href={`#/${lab.id}`}>
              Open this lab <ArrowRight size={16} strokeWidth={1.75} aria-hidden />
            </a>
          )}
          {lab && (
            <button type="button" className="button large" onClick={() => openAnother(listed, lab)}>
              <Shuffle size={16} strokeWidth={1.75} aria-hidden /> Another
            </button>
          )}
        </div>
        <Continue listed={listed} />
      </div>
      <div className="showcase">{lab && <Showcase key={lab.id} lab={lab} />}</div>
    </section>
  )
}

/** Shows the next lab; while there is only one, its next situation. */
function openAnother(listed: readonly Listed[], lab: AnyLab): void {
  const labs = listed.flatMap((entry) => (entry.lab ? [entry.lab] : []))
  const next = labs[(labs.indexOf(lab) + 1) % labs.length] ?? lab
  const { preset } = useSession.getState()
  const keys = lab.presets.map(({ key }) => key)
  void openPreset(next, next === lab ? keys[(keys.indexOf(preset ?? '') + 1) % keys.length] : undefined)
}

function Continue({ listed }: { readonly listed: readonly Listed[] }) {
  const left = useProgress((state) => state.left)
  const entry = listed.find(({ id, there }) => there && id === left.lab)
  if (!entry) return null
  return (
    <p className="continue">
      <History size={16} strokeWidth={1.75} aria-hidden />
      <span>
        You were in <strong>{entry.title}</strong>, at <span className="tabular">{clock(left.at)}</span>
      </span>
      <a href={`#${left.link}`}>Continue</a>
    </p>
  )
}

function Showcase({ lab }: { readonly lab: AnyLab }) {
  const preset = useSession((state) => state.preset)
  const narrow = useMedia('(max-width: 699px)')
  const main = lab.diagrams.find(({ key }) => key === lab.main) ?? lab.diagrams[0]
  const [chart] = lab.charts
  return (
    <>
      <header className="showcase-head">
        <strong>
          {lab.number} · {lab.title}
        </strong>
        <span>{lab.presets.find(({ key }) => key === preset)?.title}</span>
        <Clock />
        <PlayPause />
      </header>
      <div className="showcase-diagram">
        {main && <LiveDiagram lab={lab} name={main.key} compact direction={narrow ? undefined : 'LR'} idle />}
      </div>
      <CaptionBar />
      <ChartArea lab={lab} phone={narrow} only={chart ? [chart.key] : []} />
    </>
  )
}

function Clock() {
  const text = useSession((state) => clock(state.frame?.position.time ?? 0))
  return <output className="mono showcase-clock">{text}</output>
}

function PlayPause() {
  const playing = useSession((state) => state.playing)
  const Icon = playing ? Pause : Play
  return (
    <button type="button" className="icon-button" aria-label={playing ? 'Pause' : 'Play'} onClick={toggle}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
