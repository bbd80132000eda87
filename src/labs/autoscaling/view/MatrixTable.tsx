import type { MatrixRow } from '../../../engines/autoscaling/matrix.ts'
import type { Outcome } from '../../../engines/autoscaling/scaler.ts'
import { clock, number, quantity } from '../../../units.ts'
import type { DecisionTable, PastDecision, TableRow } from '../reading/matrix.ts'

const signed = (change: number): string => (change > 0 ? `+${change}` : change < 0 ? `−${-change}` : 'hold')

const percent = (value: number): string => quantity(Math.round(value * 100) / 100, 'share')

const verdicts: Readonly<Record<Outcome, string>> = {
  applied: 'applied',
  held: 'held',
  skipped: 'skipped, cooldown',
  ignored: 'not looked at',
  bounded: 'at the limit',
  corrected: 'back within limits',
}

/** The decision matrix with the row of the last evaluation lit, and the evaluations before it. */
export function MatrixTable({ data }: { readonly data: unknown }) {
  const { inForce, live, past, rows } = data as DecisionTable
  return (
    <div className="scaling-matrix">
      <table className="scaling-rows" data-idle={!inForce}>
        <caption>
          {inForce
            ? 'The matrix, tried from the top: the first row that fits decides.'
            : 'Another policy decides. This is what the matrix would say.'}
        </caption>
        <thead>
          <tr>
            <th scope="col">CPU</th>
            <th scope="col">Memory</th>
            <th scope="col">Requests per instance</th>
            <th scope="col">Action</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} live={row.key === live} now={past[0]} />
          ))}
        </tbody>
      </table>
      <Past past={past} />
    </div>
  )
}

interface RowProps {
  readonly row: TableRow
  readonly live: boolean
  readonly now: PastDecision | undefined
}

/** The lit row tells the reading that fell into it. */
function Row({ row, live, now }: RowProps) {
  const read = (bound: string, value: string): React.ReactNode => (
    <td>
      {bound}
      {live && now && <b>{value}</b>}
    </td>
  )
  return (
    <tr aria-current={live ? 'true' : undefined}>
      {read(row.cpu, now ? percent(now.cpu) : '')}
      {read(row.memory, now ? percent(now.memory) : '')}
      {read(row.requests, now ? `${number(Math.round(now.each))}/s` : '')}
      <td className="change">{signed(row.change)}</td>
    </tr>
  )
}

const rowNames: Readonly<Record<MatrixRow, string>> = {
  overloaded: '+3',
  busy: '+2',
  idle: '−2',
  quiet: '−1',
  between: 'hold',
}

function Past({ past }: { readonly past: readonly PastDecision[] }) {
  if (past.length === 0) return <p className="scaling-none">Nothing was evaluated yet.</p>
  return (
    <table className="scaling-past">
      <caption>The last evaluations</caption>
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col">CPU</th>
          <th scope="col">Memory</th>
          <th scope="col">Requests</th>
          <th scope="col">Row</th>
          <th scope="col">Instances</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {past.map(({ at, cpu, memory, each, row, current, desired, wanted, outcome }) => (
          <tr key={at} data-outcome={outcome}>
            <td>{clock(at).slice(0, -4)}</td>
            <td>{percent(cpu)}</td>
            <td>{percent(memory)}</td>
            <td>{Number.isNaN(each) ? '–' : `${number(Math.round(each))}/s`}</td>
            <td>{row === undefined ? '–' : rowNames[row]}</td>
            <td>{desired === current ? current : `${current} → ${desired}`}</td>
            <td>{outcome === 'skipped' ? `${verdicts.skipped}: ${wanted} asked for` : verdicts[outcome]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
