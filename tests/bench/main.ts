import { parseArgs } from 'node:util'
import { calls } from './calls.ts'
import { customers } from './customers.ts'
import { gossip } from './gossip.ts'
import { hold, holdQueue } from './hold.ts'
import { forKeys, type LimiterName, limiters, measureLimiter } from './limiters.ts'
import { type Extent, measureSimulation } from './model.ts'
import { holdJsSimulator } from './peer-js-simulator.ts'
import { holdSimjs } from './peer-simjs.ts'
import { sections } from './sections.ts'

const usage = `Usage: npm run bench -- [--quick] [--only section] [--rounds number] [--page]
  --quick   a fifth of the events and three rounds: for a first look
  --only    one section: ${sections.join(', ')}
  --rounds  how often each system runs each workload (5); the median counts
  --page    the built page in a browser instead: start, frames, tasks, seeks, memory`

/** What a process of the bench may be started for. */
const measures: Readonly<Record<string, (extent: Extent) => unknown>> = {
  queue: holdQueue,
  hold: (extent) => measureSimulation(hold, extent),
  customers: (extent) => measureSimulation(customers, extent),
  calls: (extent) => measureSimulation(calls, extent),
  gossip: (extent) => measureSimulation(gossip, extent),
  simjs: holdSimjs,
  jsSimulator: holdJsSimulator,
  flexible: async (extent) => forKeys((await import('./peer-limiters.ts')).measureFlexible, extent),
  buckets: async (extent) => forKeys((await import('./peer-limiters.ts')).measureBuckets, extent),
  bottleneck: async (extent) => forKeys((await import('./peer-limiters.ts')).measureBottleneck, extent),
  'lab-calls': async (extent) => (await import('./lab.ts')).labCalls(extent),
  travel: async (extent) => (await import('./lab.ts')).travel(extent),
  'lab-rumors': async (extent) => (await import('./gossip-lab.ts')).playGossip('rumor', { watch: 'off' }, extent),
  'lab-rumor': async (extent) => (await import('./gossip-lab.ts')).playGossip('rumor', {}, extent),
  'lab-death': async (extent) => (await import('./gossip-lab.ts')).playGossip('death', {}, extent),
  memory: async (extent) => (await import('./lab.ts')).memory(extent),
  ...Object.fromEntries(
    (Object.keys(limiters) as LimiterName[]).map((name) => [
      name,
      (extent: Extent) => forKeys((sized) => measureLimiter(name, sized), extent),
    ]),
  ),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
    page: { type: 'boolean', default: false },
    measure: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.measure !== undefined) {
  const [size = 0, warm = 0, events = 0] = positionals.map(Number)
  console.log(JSON.stringify(await measures[values.measure]?.({ size, warm, events })))
} else if (values.help || (values.only !== undefined && !sections.some((section) => section === values.only))) {
  console.log(usage)
} else if (values.page) await (await import('./page.ts')).reportPage()
else {
  const { report } = await import('./report.ts')
  const effort = { share: values.quick ? 0.2 : 1, rounds: Number(values.rounds ?? (values.quick ? 3 : 5)) }
  report(effort, values.only ? sections.filter((section) => section === values.only) : sections)
}
