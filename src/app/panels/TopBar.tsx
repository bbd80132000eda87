import { ChevronDown, Download, Ellipsis, Redo2, Search, Share2, Undo2 } from 'lucide-react'
import type { AnyLab } from '../../lab/lab.ts'
import { compare, stopComparing, useComparison } from '../state/compare.ts'
import { openDialog } from '../state/dialogs.ts'
import { newSeed, openPreset, redo, reset, undo } from '../state/run.ts'
import { useSession } from '../state/session.ts'
import { stepTransition } from '../state/time.ts'
import { Brand } from './Brand.tsx'
import { CompareButton } from './Comparison.tsx'
import { HelpButton } from './HelpButton.tsx'
import { Menu } from './Menu.tsx'
import { ThemeButton } from './ThemeButton.tsx'

interface TopBarProps {
  readonly lab: AnyLab
  readonly phone: boolean
}

/** Where one is, and what one can take away. */
export function TopBar({ lab, phone }: TopBarProps) {
  return (
    <header className="top-bar">
      {phone ? (
        <PhoneBar lab={lab} />
      ) : (
        <>
          <Brand />
          <div className="bar-middle">
            <button
              type="button"
              className="button switcher"
              onClick={() => openDialog({ shown: 'switcher' })}
              aria-keyshortcuts="Control+K"
            >
              <Search size={16} strokeWidth={1.75} aria-hidden />
              <span className="switcher-name">
                {lab.number} · {lab.title}
              </span>
              <kbd aria-hidden>{navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}</kbd>
            </button>
            <PresetMenu lab={lab} />
            <UndoButtons />
          </div>
          <CompareButton />
          <button type="button" className="button plain" onClick={() => openDialog({ shown: 'share' })}>
            <Share2 size={16} strokeWidth={1.75} aria-hidden />
            <span className="wide-only">Share</span>
          </button>
          <button type="button" className="button plain" onClick={() => openDialog({ shown: 'export' })}>
            <Download size={16} strokeWidth={1.75} aria-hidden />
            <span className="wide-only">Export</span>
          </button>
          <span className="bar-line" />
          <ThemeButton />
          <HelpButton />
        </>
      )}
    </header>
  )
}

function PresetMenu({ lab }: { readonly lab: AnyLab }) {
  const preset = useSession((state) => state.preset)
  const chosen = lab.presets.find(({ key }) => key === preset)
  return (
    <Menu
      label={`Situation: ${chosen?.title ?? 'your own'}`}
      className="button preset-button"
      button={
        <>
          <span className="preset-name">{chosen?.title ?? 'Your own'}</span>
          <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
        </>
      }
      items={lab.presets.map(({ key, title, look }) => ({
        key,
        label: title,
        note: look,
        checked: key === preset,
        onSelect: () => void openPreset(lab, key),
      }))}
    />
  )
}

function UndoButtons() {
  const past = useSession((state) => state.past.at(-1)?.change)
  const future = useSession((state) => state.future.at(-1)?.change)
  return (
    <span className="undo-buttons">
      <button
        type="button"
        className="icon-button"
        aria-label={past === undefined ? 'Undo' : `Undo ${past}`}
        data-hint={past === undefined ? undefined : `Undo ${past}: back to the moment before it`}
        disabled={past === undefined}
        onClick={undo}
      >
        <Undo2 size={16} strokeWidth={1.75} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={future === undefined ? 'Redo' : `Redo ${future}`}
        disabled={future === undefined}
        onClick={redo}
      >
        <Redo2 size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </span>
  )
}

function PhoneBar({ lab }: { readonly lab: AnyLab }) {
  const comparing = useComparison((state) => state.on)
  const past = useSession((state) => state.past.at(-1)?.change)
  const future = useSession((state) => state.future.at(-1)?.change)
  return (
    <>
      <a className="icon-button" href="#/" aria-label="Home">
        <ChevronDown className="turned" size={20} strokeWidth={1.75} aria-hidden />
      </a>
      <div className="phone-title">
        <strong>{lab.title}</strong>
        <PresetMenu lab={lab} />
      </div>
      <button type="button" className="icon-button" aria-label="Share" onClick={() => openDialog({ shown: 'share' })}>
        <Share2 size={20} strokeWidth={1.75} aria-hidden />
      </button>
      <ThemeButton />
      <Menu
        label="More"
        className="icon-button"
        align="end"
        button={<Ellipsis size={20} strokeWidth={1.75} aria-hidden />}
        items={[
          { key: 'transition', label: 'Step to the next transition', onSelect: stepTransition },
          { key: 'reset', label: 'Begin anew', onSelect: reset },
          { key: 'seed', label: 'New seed', onSelect: () => newSeed() },
          {
            key: 'compare',
            label: comparing ? 'End the comparison' : 'Compare two runs',
            onSelect: comparing ? stopComparing : compare,
          },
          { key: 'labs', label: 'Another lab', onSelect: () => openDialog({ shown: 'switcher' }) },
          {
            key: 'undo',
            label: past === undefined ? 'Undo' : `Undo ${past}`,
            disabled: past === undefined,
            onSelect: undo,
          },
          {
            key: 'redo',
            label: future === undefined ? 'Redo' : `Redo ${future}`,
            disabled: future === undefined,
            onSelect: redo,
          },
          { key: 'export', label: 'Export', onSelect: () => openDialog({ shown: 'export' }) },
          { key: 'help', label: 'Help', onSelect: () => openDialog({ shown: 'help' }) },
        ]}
      />
    </>
  )
}
