import { Columns2, Maximize } from 'lucide-react'
import { useContext, useEffect, useRef } from 'react'
import type { AnyLab, View } from '../../lab/lab.ts'
import { useComparison } from '../state/compare.ts'
import { prefer, preferDiagram, usePreferences } from '../state/preferences.ts'
import { refresh } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { ShownRun } from '../state/shown-run.ts'
import type { Shape } from '../state/use-media.ts'
import { CaptionBar } from './CaptionBar.tsx'
import { ChartArea } from './ChartArea.tsx'
import { Lanes } from './Comparison.tsx'
import { LiveDiagram } from './LiveDiagram.tsx'
import { OwnView } from './OwnView.tsx'
import { RequestPath } from './RequestPath.tsx'
import { Tabs } from './Tabs.tsx'

interface StageProps {
  readonly lab: AnyLab
  readonly shape: Shape
  /** Buttons at the right end of the head, such as the one that opens the guide. */
  readonly extra?: React.ReactNode
}

interface Picture {
  readonly key: string
  readonly tab: string
  readonly own: boolean
}

/** The diagrams and own views of a lab, in the order of their tabs. */
function picturesOf(lab: AnyLab): readonly Picture[] {
  const views: readonly View<never, unknown>[] = lab.views ?? []
  const own = (first: boolean) =>
    views.filter((view) => (view.first ?? false) === first).map(({ key, tab }) => ({ key, tab, own: true }))
  return [...own(true), ...lab.diagrams.map(({ key, tab }) => ({ key, tab, own: false })), ...own(false)]
}

/** The diagrams, what just happened in one sentence, and the charts. */
export function Stage({ lab, shape, extra }: StageProps) {
  const stage = useRef<HTMLElement>(null)
  const pictures = picturesOf(lab)
  const preferred = usePreferences((state) => state.diagram[lab.id])
  const wanted = usePreferences((state) => state.sideBySide)
  const chosen = pictures.find(({ key }) => key === preferred) ?? pictures[0]
  const comparing = useComparison((state) => state.on)
  const sideBySide = wanted && shape !== 'phone' && pictures.length > 1 && !comparing
  // A frame carries the data of one own view.
  const ownShown = chosen?.own ? chosen : pictures.find(({ own }) => own)
  const shown = pictures.filter((picture) => (sideBySide ? !picture.own || picture === ownShown : picture === chosen))
  const pictured = { lab, phone: shape === 'phone', shown, chosen, sideBySide }
  useOwnView(shown.find(({ own }) => own)?.key)
  return (
    <main ref={stage} id="main" className="stage" tabIndex={-1} aria-label={lab.title}>
      <h1 className="unseen">{lab.title}</h1>
      <header className="stage-head">
        <Tabs
          label="Pictures"
          panel="picture"
          tabs={pictures.map(({ key, tab }) => ({ key, label: tab }))}
          chosen={chosen?.key ?? ''}
          onChoose={(key) => preferDiagram(lab.id, key)}
        />
        <span className="stage-tools">
          <StageTools phone={shape === 'phone'} several={pictures.length > 1} stage={stage} />
          {extra}
        </span>
      </header>
      {comparing ? (
        <div className="stage-body">
          <Lanes lab={lab}>
            <ShownPictures {...pictured} compared />
            <CaptionBar />
            <ChartArea lab={lab} phone={shape === 'phone'} />
          </Lanes>
        </div>
      ) : (
        <div className="stage-body">
          <ShownPictures {...pictured} />
          <RequestPath lab={lab} shown={chosen?.key} />
          <CaptionBar />
          <ChartArea lab={lab} phone={shape === 'phone'} />
        </div>
      )}
    </main>
  )
}

interface PicturesProps {
  readonly lab: AnyLab
  readonly phone: boolean
  readonly shown: readonly Picture[]
  readonly chosen: Picture | undefined
  readonly sideBySide: boolean
  /** In one of two lanes: there is one picture, and only the first run's can be picked from. */
  readonly compared?: boolean
}

function ShownPictures({ lab, phone, shown, chosen, sideBySide, compared = false }: PicturesProps) {
  const second = useContext(ShownRun) !== useSession
  return (
    <div
      {...(!second && { id: 'picture', role: 'tabpanel', 'aria-labelledby': `picture-${chosen?.key}` })}
      className="pictures"
      data-count={shown.length}
    >
      {shown.map(({ key, tab, own }) => (
        <section key={key} className="picture" aria-label={tab}>
          {sideBySide && <h2>{tab}</h2>}
          {own ? (
            <OwnView lab={lab} view={key} />
          ) : (
            <LiveDiagram lab={lab} name={key} compact={phone || compared} idle={second} />
          )}
        </section>
      ))}
    </div>
  )
}

function useOwnView(key: string | undefined): void {
  useEffect(() => {
    useSession.setState({ ownView: key })
    if (key !== undefined) refresh()
  }, [key])
}

interface ToolsProps {
  readonly phone: boolean
  readonly several: boolean
  readonly stage: React.RefObject<HTMLElement | null>
}

function StageTools({ phone, several, stage }: ToolsProps) {
  const counts = usePreferences((state) => state.counts)
  const sideBySide = usePreferences((state) => state.sideBySide)
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-pressed={counts}
        data-hint="How often each part was taken, beside it"
        onClick={() => prefer({ counts: !counts })}
      >
        Counts
      </button>
      {!phone && several && (
        <button
          type="button"
          className="icon-button"
          aria-pressed={sideBySide}
          aria-label="Side by side"
          data-hint="All pictures side by side"
          onClick={() => prefer({ sideBySide: !sideBySide })}
        >
          <Columns2 size={16} strokeWidth={1.75} aria-hidden />
        </button>
      )}
      {!phone && (
        <button
          type="button"
          className="icon-button"
          aria-label="Full screen"
          data-hint="Full screen"
          onClick={() => void toggleFullScreen(stage.current)}
        >
          <Maximize size={16} strokeWidth={1.75} aria-hidden />
        </button>
      )}
    </>
  )
}

async function toggleFullScreen(stage: HTMLElement | null): Promise<void> {
  try {
    await (document.fullscreenElement ? document.exitFullscreen() : stage?.requestFullscreen())
  } catch {
    // A browser that refuses full screen leaves the page as it is.
  }
}
