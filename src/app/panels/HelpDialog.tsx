import { SwitchControl } from '../controls/SwitchControl.tsx'
import { prefer, usePreferences } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { shortcuts } from '../state/shortcuts.ts'
import { Dialog } from './Dialog.tsx'

/** How the page is used: what to do, the shortcuts, and a switch for those of a single key. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const singleKeys = usePreferences((state) => state.singleKeys)
  const lab = useSession((state) => state.lab)
  const acts = Object.entries(lab?.acts ?? {})
  return (
    <Dialog onClose={onClose} title="Help">
      <p>
        Every lab is a simulation that runs here, in virtual time. Change a control and watch the diagram and the
        charts. Drag the bar at the bottom to go back; choose a part of the diagram to see why it was taken.
      </p>
      <p>
        Changing something in the past begins a new branch. The future that was left can be restored until the next
        change. A link holds the whole run: settings, seed, acts and the moment.
      </p>
      <h3>Keys</h3>
      <dl className="keys">
        {shortcuts.map(({ keys, does }) => (
          <KeyRow key={does} keys={keys} does={does} />
        ))}
        <KeyRow keys={['Ctrl', 'K']} does="Switch to another lab" />
        <KeyRow keys={['Ctrl', 'Z']} does="Undo the last change" />
        <KeyRow keys={['Ctrl', 'Shift', 'Z']} does="Redo it" />
        {acts.map(([name, { key, label }]) => (
          <KeyRow key={name} keys={[key.toUpperCase()]} does={label} />
        ))}
      </dl>
      <SwitchControl
        label="Shortcuts of a single key"
        help="Turn these off when speech input or a screen reader uses the same keys."
        on={singleKeys}
        onChange={(on) => prefer({ singleKeys: on })}
      />
    </Dialog>
  )
}

function KeyRow({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <div className="key-row">
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  )
}
