import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededStreams, streams } from '../../src/sim/random.ts'
import type { Extent, Measure } from './model.ts'
import { notInstalled, npmLabel } from './npm.ts'

/** The workloads that several systems run. */
export type WorkloadName = 'hold' | 'customers' | 'calls' | 'gossip'

/** One way to run workloads, each run in a process of its own. */
export interface System {
  readonly label: string
  readonly runs: readonly WorkloadName[]
  readonly measure: (workload: WorkloadName, extent: Extent) => Measure
}

/** The systems that this machine has, fastest by design first, and why others are missing. */
export interface Found {
  readonly systems: readonly System[]
  readonly missing: readonly string[]
  readonly close: () => void
}

const folder = fileURLToPath(new URL('.', import.meta.url))
const all: readonly WorkloadName[] = ['hold', 'customers', 'calls', 'gossip']

/** Runs one of the measures of main.ts in a process of its own. */
export function inProcess<Result = Measure>(name: string, extent: Extent): Result {
  const main = join(folder, 'main.ts')
  return answer(process.execPath, ['--expose-gc', ...process.execArgv, main, '--measure', name, ...numbers(extent)])
}

const ours: readonly System[] = [
  {
    label: 'Setpoint, event queue by itself',
    runs: ['hold'],
    measure: (_, extent) => inProcess('queue', extent),
  },
  {
    label: 'Setpoint, whole kernel: simulation, moment, streams, visits',
    runs: all,
    measure: (workload, extent) => inProcess(workload, extent),
  },
]

/** Looks what there is besides Setpoint, compiling what has to be compiled into a folder that `close` removes. */
export function findSystems(most: Extent): Found {
  const temporary = mkdtempSync(join(tmpdir(), 'setpoint-bench-'))
  const missing: string[] = []
  const found = (system: System | string): readonly System[] => {
    if (typeof system !== 'string') return [system]
    missing.push(system)
    return []
  }
  const systems = [
    ...found(compiled(temporary, 'baseline', 'C++ -O3, std::priority_queue', [])),
    ...ours,
    ...found(compiled(temporary, 'ns3', 'ns-3, default scheduler', ['-lns3-core'])),
    ...simulators.flatMap(({ name, measure }) => found(fromNpm(name, measure))),
    ...found(simpy(temporary, most)),
  ]
  return { systems, missing, close: () => rmSync(temporary, { recursive: true }) }
}

function compiled(temporary: string, name: string, label: string, libraries: readonly string[]): System | string {
  const program = join(temporary, name)
  const compiler = process.env['CXX'] ?? 'g++'
  const options = ['-O3', '-std=c++17', '-ffp-contract=off', join(folder, `${name}.cpp`), '-o', program, ...libraries]
  const { error, status, stderr } = spawnSync(compiler, options, { encoding: 'utf8' })
  if (error) return `${label}: there is no ${compiler}.`
  if (status !== 0) return `${label}: ${compiler} says “${stderr.match(/error: (.*)/)?.[1] ?? 'no'}”.`
  return { label, runs: all, measure: (workload, extent) => answer<Measure>(program, [workload, ...numbers(extent)]) }
}

/** Simulators from npm, and what measures each in main.ts. */
const simulators = [
  { name: 'js-simulator', measure: 'jsSimulator' },
  { name: 'simjs', measure: 'simjs' },
] as const

function fromNpm(name: string, measure: string): System | string {
  const label = npmLabel(name)
  return label ? { label, runs: ['hold'], measure: (_, extent) => inProcess(measure, extent) } : notInstalled(name)
}

function simpy(temporary: string, most: Extent): System | string {
  const candidates = [process.env['PYTHON'], 'python3', '/usr/bin/python3', 'python'].filter(
    (name) => name !== undefined,
  )
  for (const python of candidates) {
    const asked = spawnSync(python, ['-c', 'import simpy; print(simpy.__version__)'], { encoding: 'utf8' })
    if (asked.status !== 0) continue
    const draws = join(temporary, 'draws')
    const { gap } = streams(seededStreams(1, ['gap']), ['gap'])
    const count = most.size + most.warm + most.events + most.size
    writeFileSync(
      draws,
      Float64Array.from({ length: count }, () => gap.exponential(1)),
    )
    const script = join(folder, 'peer-simpy.py')
    const measure = (_: WorkloadName, extent: Extent) => answer<Measure>(python, [script, draws, ...numbers(extent)])
    return { label: `SimPy ${asked.stdout.trim()}, processes, draws ready-made`, runs: ['hold'], measure }
  }
  return 'SimPy: no Python that imports simpy; name one in PYTHON.'
}

const numbers = ({ size, warm, events }: Extent): readonly string[] => [size, warm, events].map(String)

function answer<Result>(program: string, args: readonly string[]): Result {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error || status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error ?? stderr}`)
  return JSON.parse(stdout) as Result
}
