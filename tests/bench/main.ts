import { parseArgs } from 'node:util'
import { calls } from './calls.ts'
import { customers } from './customers.ts'
import { hold, holdQueue } from './hold.ts'
import { labCalls, memory, travel } from './lab.ts'
import { type Extent, measureSimulation } from './model.ts'
import { holdSimjs } from './peer-simjs.ts'
import { report } from './report.ts'

const usage = `Usage: npm run bench -- [--quick] [--rounds number]
  --quick   a fifth of the events and three rounds: for a first look
  --rounds  how often each system runs each workload (5); the median counts`

/** What a process of the bench may be started for. */
const measures: Readonly<Record<string, (extent: Extent) => unknown>> = {
  queue: holdQueue,
  hold: (extent) => measureSimulation(hold, extent),
  customers: (extent) => measureSimulation(customers, extent),
  calls: (extent) => measureSimulation(calls, extent),
  simjs: holdSimjs,
  'lab-calls': labCalls,
  travel,
  memory,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    measure: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.measure !== undefined) {
  const [size = 0, warm = 0, events = 0] = positionals.map(Number)
  console.log(JSON.stringify(measures[values.measure]?.({ size, warm, events })))
} else if (values.help) console.log(usage)
else report({ share: values.quick ? 0.2 : 1, rounds: Number(values.rounds ?? (values.quick ? 3 : 5)) })
