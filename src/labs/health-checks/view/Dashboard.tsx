import { useState } from 'react'
import { dashboardWord, type Status } from '../../../engines/health/aggregate.ts'
import type { Endpoint } from '../../../engines/health/endpoint.ts'
import { checkLabels } from '../fleet.ts'
import type { Cell, Dashboard as Data, Look, ReplicaRow, ServiceRows, Turn } from '../reading/dashboard.ts'
import { ResponsePanel } from './ResponsePanel.tsx'
import { Shape } from './Shape.tsx'

/** The health of all services as a matrix, and the answers of the endpoints of the replica that is chosen. */
export function Dashboard({ data }: { readonly data: unknown }) {
  const board = data as Data
  const [host, choose] = useState(1)
  const [endpoint, call] = useState<Endpoint>('ready')
  const rows = board.services.flatMap(({ replicas }) => replicas)
  const chosen = rows.find((row) => row.host === host) ?? rows[0]
  return (
    <div className="health-board">
      <div className="health-matrix">
        <table>
          <caption className="unseen">Service health matrix</caption>
          <thead>
            <tr>
              <th scope="col">Service</th>
              {checkLabels.map((label, source) => (
                <th key={label} scope="col" data-critical={board.critical[source]}>
                  {label}
                </th>
              ))}
              <th scope="col">Status</th>
              <th scope="col">Rotation</th>
            </tr>
          </thead>
          {board.services.map((service) => (
            <tbody key={service.name}>
              <ServiceLine service={service} />
              {service.replicas.map((row) => (
                <ReplicaLine key={row.host} row={row} chosen={row === chosen} onChoose={() => choose(row.host)} />
              ))}
            </tbody>
          ))}
        </table>
        <Legend />
      </div>
      {chosen && <ResponsePanel board={board} row={chosen} endpoint={endpoint} onCall={call} />}
    </div>
  )
}

const statusTone: Readonly<Record<Status, string>> = { healthy: 'fine', degraded: 'caution', unhealthy: 'failed' }

function StatusWord({ status }: { readonly status: Status | undefined }) {
  return (
    <span className="health-status" data-tone={status ? statusTone[status] : 'suspect'}>
      <Shape tone={status ? statusTone[status] : 'suspect'} />
      {status ? dashboardWord[status] : 'NO ANSWER'}
    </span>
  )
}

function ServiceLine({ service }: { readonly service: ServiceRows }) {
  const { available, name, panic, passing, replicas, status } = service
  const all = replicas.length
  return (
    <tr className="health-service">
      <th scope="rowgroup">{name}</th>
      {passing.map((count, source) => (
        <td key={checkLabels[source]} data-whole={count === all}>
          {count}/{all}
        </td>
      ))}
      <td>
        <StatusWord status={status} />
      </td>
      <td data-whole={available === all}>
        {available}/{all}
        {panic ? ', panic' : ''}
      </td>
    </tr>
  )
}

interface ReplicaLineProps {
  readonly row: ReplicaRow
  readonly chosen: boolean
  readonly onChoose: () => void
}

function ReplicaLine({ row, chosen, onChoose }: ReplicaLineProps) {
  const { cells, host, name, state, status, turn } = row
  return (
    <tr className="health-replica" data-chosen={chosen}>
      <th scope="row">
        <button type="button" aria-pressed={chosen} onClick={onChoose}>
          {name}
          <small>#{host}</small>
        </button>
      </th>
      {cells.map((cell, source) => (
        <CheckCell key={checkLabels[source]} cell={cell} />
      ))}
      <td>{state === 'waiting' ? <Idle text="down" /> : <StatusWord status={status} />}</td>
      <td>
        <TurnWord turn={turn} state={state} />
      </td>
    </tr>
  )
}

const lookTone: Readonly<Record<Look, string>> = {
  pass: 'fine',
  fail: 'failed',
  timeout: 'suspect',
  doubt: 'caution',
  unknown: 'idle',
}

const lookWord: Readonly<Record<Look, string>> = {
  pass: 'passes',
  fail: 'fails',
  timeout: 'timed out',
  doubt: 'last run failed',
  unknown: 'unknown',
}

const seconds = (age: number): string => (Number.isNaN(age) ? '–' : `${Math.floor(age / 1000)} s`)

function CheckCell({ cell }: { readonly cell: Cell }) {
  const { age, look, running } = cell
  return (
    <td className="health-cell" data-running={running}>
      <Shape tone={lookTone[look]} />
      <span className="unseen">{lookWord[look]}, result is </span>
      <small>{seconds(age)}</small>
    </td>
  )
}

function Idle({ text }: { readonly text: string }) {
  return (
    <span className="health-status" data-tone="idle">
      <Shape tone="idle" />
      {text}
    </span>
  )
}

const turnTone: Readonly<Record<Turn, string>> = { in: 'fine', out: 'idle', ejected: 'caution', panic: 'caution' }
const turnWord: Readonly<Record<Turn, string>> = { in: 'in', out: 'out', ejected: 'ejected', panic: 'panic' }
const stateWord: Readonly<Record<ReplicaRow['state'], string>> = {
  waiting: ', waits to start',
  starting: ', starting',
  unready: '',
  ready: '',
  stopping: ', being killed',
}

function TurnWord({ state, turn }: Pick<ReplicaRow, 'state' | 'turn'>) {
  return (
    <span className="health-turn">
      <Shape tone={turnTone[turn]} />
      {turnWord[turn]}
      {stateWord[state]}
    </span>
  )
}

const legend: readonly Look[] = ['pass', 'fail', 'timeout', 'doubt', 'unknown']

function Legend() {
  return (
    <ul className="health-legend">
      {legend.map((look) => (
        <li key={look}>
          <Shape tone={lookTone[look]} />
          {lookWord[look]}
        </li>
      ))}
      <li className="health-note">Bold columns are critical. Beside the shape: age of the cached result.</li>
    </ul>
  )
}
