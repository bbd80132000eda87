import type { MergeConfig } from '../../../engines/gossip/merge.ts'

interface SettingsProps {
  readonly config: MergeConfig
  /** Whose local table it may be. */
  readonly members: readonly string[]
  readonly onChange: (config: MergeConfig) => void
}

const rules = {
  document: 'Version: the higher one wins',
  incarnation: 'Incarnation: and at equal ones left > dead > suspect > alive',
} as const

/** Which rule merges, what a remote death is worth, and whose table the local one is. */
export function Settings({ config, members, onChange }: SettingsProps) {
  const { self: _, ...others } = config
  return (
    <div className="gossip-settings">
      <label>
        Rule
        <select
          className="menu"
          value={config.rule}
          onChange={(event) => onChange({ ...config, rule: event.target.value as MergeConfig['rule'] })}
        >
          {Object.entries(rules).map(([rule, text]) => (
            <option key={rule} value={rule}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {config.rule === 'incarnation' && (
        <label className="gossip-check">
          <input
            type="checkbox"
            checked={config.remoteDead === 'suspect'}
            onChange={(event) => onChange({ ...config, remoteDead: event.target.checked ? 'suspect' : 'dead' })}
          />
          A remote “dead” is only a suspicion
        </label>
      )}
      {config.rule === 'incarnation' && (
        <label>
          The local table is
          <select
            className="menu"
            value={config.self ?? ''}
            onChange={({ target }) => onChange(target.value === '' ? others : { ...config, self: target.value })}
          >
            <option value="">another node’s</option>
            {members.map((member) => (
              <option key={member} value={member}>
                {`${member}’s own`}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}
