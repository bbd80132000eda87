import { useState } from 'react'
import { type MemberState, memberStates } from '../../../engines/gossip/member.ts'
import {
  type Entry,
  type MergeConfig,
  type MergedRow,
  mergedTable,
  mergeReasons,
  mergeTables,
  type Table,
} from '../../../engines/gossip/merge.ts'
import type { Tables } from '../reading/tables.ts'
import { Settings } from './MergeSettings.tsx'
import { StateShape } from './StateShape.tsx'

const alive = (version: number): Entry => ({ state: 'alive', version })
const dead = (version: number): Entry => ({ state: 'dead', version })

/** The two tables of the exercise. */
const example = {
  local: { A: alive(5), B: alive(3), C: dead(2) },
  remote: { A: alive(4), B: dead(4), D: alive(1) },
} as const

const MOST_VERSION = 99
const MOST_ROWS = 9

interface Draft {
  readonly local: Table
  readonly remote: Table
}

/** Two tables that one edits, and what merging them gives, row by row with the rule that decided. */
export function Merge({ data }: { readonly data: unknown }) {
  const [draft, setDraft] = useState<Draft>(example)
  const [config, setConfig] = useState<MergeConfig>({ rule: 'incarnation', remoteDead: 'dead' })
  const rows = mergeTables(draft.local, draft.remote, config)
  const back = mergeTables(draft.remote, draft.local, config)
  const live = data as Tables
  const edit = (side: keyof Draft, member: string, entry: Entry | undefined): void => {
    const { [member]: _, ...rest } = draft[side]
    setDraft({ ...draft, [side]: entry ? { ...rest, [member]: entry } : rest })
  }
  return (
    <div className="gossip-merge">
      <Settings config={config} members={rows.map(({ member }) => member)} onChange={setConfig} />
      <table>
        <caption className="unseen">Two membership tables and their merge</caption>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Local table</th>
            <th scope="col">Remote table</th>
            <th scope="col">Merged</th>
            <th scope="col">Rule that decided</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.member} row={row} onEdit={edit} />
          ))}
        </tbody>
      </table>
      <p className="gossip-law" data-holds={config.rule === 'incarnation' || same(rows, back)}>
        {same(rows, back)
          ? 'Merged the other way round, the tables give the same result.'
          : `Merged the other way round, the tables give another result${otherwise(config)}`}
      </p>
      <p className="gossip-merge-buttons">
        <button type="button" className="button small" onClick={() => setDraft(example)}>
          Example
        </button>
        <button type="button" className="button small" onClick={() => setDraft(withMember(draft))}>
          Add a member
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => setDraft({ local: draft.remote, remote: draft.local })}
        >
          Swap tables
        </button>
        <button type="button" className="button small" onClick={() => setDraft({ ...draft, local: mergedTable(rows) })}>
          Keep the merge
        </button>
        {live.local !== '' && (
          <button
            type="button"
            className="button small"
            onClick={() => setDraft({ local: live.localTable, remote: live.remoteTable })}
          >
            {`Tables of ${live.local} and ${live.remote}`}
          </button>
        )}
      </p>
    </div>
  )
}

/** Why the order of the tables matters: the rule cannot decide, or the two sides do not play the same part. */
const otherwise = ({ rule, self }: MergeConfig): string => {
  if (rule === 'document') return ': each keeps its own entry, and the two nodes would never agree.'
  if (self !== undefined) return `: only ${self} itself may answer for ${self}. Its answer then wins in every table.`
  return ' for now: the suspicion spreads and ends as a death or a refutation, the same for all.'
}

const same = (rows: readonly MergedRow[], others: readonly MergedRow[]): boolean =>
  rows.every(({ merged }, i) => {
    const other = others[i]?.merged
    return merged.state === other?.state && merged.version === other.version
  })

function withMember(draft: Draft): Draft {
  const taken = new Set([...Object.keys(draft.local), ...Object.keys(draft.remote)])
  const name = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !taken.has(letter))
  if (name === undefined || taken.size >= MOST_ROWS) return draft
  return { ...draft, local: { ...draft.local, [name]: alive(1) } }
}

interface RowProps {
  readonly row: MergedRow
  readonly onEdit: (side: 'local' | 'remote', member: string, entry: Entry | undefined) => void
}

function Row({ row: { member, local, remote, merged, reason }, onEdit }: RowProps) {
  const { label, means } = mergeReasons[reason]
  return (
    <tr>
      <th scope="row">{member}</th>
      <td>
        <EntryEditor name={`${member}, local`} entry={local} onEdit={(entry) => onEdit('local', member, entry)} />
      </td>
      <td>
        <EntryEditor name={`${member}, remote`} entry={remote} onEdit={(entry) => onEdit('remote', member, entry)} />
      </td>
      <td>
        <span className="gossip-merged" data-state={merged.state}>
          <StateShape state={merged.state} />
          {`${merged.state} v${merged.version}`}
        </span>
      </td>
      <td className="gossip-reason">
        <b>{label}</b> {means}
      </td>
    </tr>
  )
}

interface EntryEditorProps {
  readonly name: string
  readonly entry: Entry | undefined
  readonly onEdit: (entry: Entry | undefined) => void
}

/** One entry of a table: a state, or none, and a version. */
function EntryEditor({ name, entry, onEdit }: EntryEditorProps) {
  const version = entry?.version ?? 1
  return (
    <span className="gossip-entry">
      <select
        aria-label={`State of ${name}`}
        value={entry?.state ?? ''}
        onChange={({ target }) =>
          onEdit(target.value === '' ? undefined : { state: target.value as MemberState, version })
        }
      >
        <option value="">–</option>
        {memberStates.map((state) => (
          <option key={state}>{state}</option>
        ))}
      </select>
      <input
        type="number"
        aria-label={`Version of ${name}`}
        min={0}
        max={MOST_VERSION}
        disabled={!entry}
        value={entry ? version : ''}
        onChange={({ target }) => {
          const typed = Math.min(MOST_VERSION, Math.max(0, Math.floor(Number(target.value))))
          if (entry) onEdit({ state: entry.state, version: typed })
        }}
      />
    </span>
  )
}
