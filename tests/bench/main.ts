import { parseArgs } from 'node:util'
import { calls } from './calls.ts'
import { customers } from './customers.ts'
import { hold, holdQueue } from './hold.ts'
import { type Extent, measureSimulation } from './model.ts'
import { holdSimjs } from './peer-simjs.ts'

const usage = `Usage: npm run bench -- [--quick] [--rounds number] [--page]
  --quick   a fifth of the events and three rounds: for a first look
  --rounds  how often each system runs each workload (5); the median counts
  --page    the built page in a browser instead: start, frames, tasks, seeks, memory`

/** What a process of the bench may be started for. */
const measures: Readonly<Record<string, (extent: Extent) => unknown>> = {
  queue: holdQueue,
  hold: (extent) => measureSimulation(hold, extent),
  customers: (extent) => measureSimulation(customers, extent),
  calls: (extent) => measureSimulation(calls, extent),
  simjs: holdSimjs,
  'lab-calls': async (extent) => (await import('./lab.ts')).labCalls(extent),
  travel: async (extent) => (await import('./lab.ts')).travel(extent),
  memory: async (extent) => (await import('./lab.ts')).memory(extent),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    page: { type: 'boolean', default: false },
    measure: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.measure !== undefined) {
  const [size = 0, warm = 0, events = 0] = positionals.map(Number)
  console.log(JSON.stringify(await measures[values.measure]?.({ size, warm, events })))
} else if (values.help) console.log(usage)
else if (values.page) await (await import('./page.ts')).reportPage()
else {
  const { report } = await import('./report.ts')
  report({ share: values.quick ? 0.2 : 1, rounds: Number(values.rounds ?? (values.quick ? 3 : 5)) })
}
