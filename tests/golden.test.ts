import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { AnyLab } from '../src/lab/lab.ts'
import type { Preset } from '../src/lab/lesson.ts'
import type { Params } from '../src/lab/param.ts'
import { loadLabs } from '../src/labs/catalog.ts'
import { linkOf, readLink } from '../src/scenario/codec.ts'
import { interventions, setupOf } from '../src/scenario/run.ts'
import { presetScenario, type Shared } from '../src/scenario/scenario.ts'
import { Simulation } from '../src/sim/simulation.ts'
import { toyLab } from './contract/toy-lab.ts'

const catalog = await loadLabs()

/** Links by preset, each with the digest that it must give in every engine; `UPDATE_GOLDEN=1` writes the file anew. */
type Golden = Readonly<Record<string, { readonly link: string; readonly digest: string }>>

const FILE = 'tests/golden.json'
const labs: readonly AnyLab[] = [toyLab, ...catalog]

/** A run as far as its preset promises something, stopped at an event. */
function shared(lab: AnyLab, { key, shows }: Preset<Params>): Shared {
  const scenario = presetScenario(lab, key)
  const simulation = new Simulation(setupOf(lab, scenario))
  simulation.plan(interventions(lab, scenario))
  simulation.advance({ time: shows.by, event: Infinity })
  return { scenario, position: simulation.position, breakpoints: [] }
}

const presets = labs.flatMap((lab) =>
  (lab.presets as readonly Preset<Params>[]).map((preset) => ({
    name: `${lab.id}/${preset.key}`,
    link: linkOf(shared(lab, preset)),
  })),
)

function digestOf(link: string): string {
  const read = readLink(link, labs)
  if (read.kind !== 'lab' || read.faults.length > 0 || !read.shared.position) throw new Error(`${link} is not legal`)
  const { scenario, position } = read.shared
  const lab = labs.find(({ id }) => id === scenario.lab) as AnyLab
  const simulation = new Simulation(setupOf(lab, scenario))
  simulation.plan(interventions(lab, scenario))
  simulation.advance(position)
  return simulation.digest()
}

if (process.env['UPDATE_GOLDEN']) {
  const entries = presets.map(({ name, link }) => [name, { link, digest: digestOf(link) }])
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`)
}

const golden = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Golden) : {}

test.each(presets)('the recorded link of $name is the preset of today', ({ name, link }) => {
  expect(golden[name]?.link).toBe(link)
})

test.each(Object.entries(golden))('%s runs to the recorded digest', (_, { link, digest }) => {
  expect(digestOf(link)).toBe(digest)
})

test('no preset is recorded that there is no more', () => {
  expect(Object.keys(golden).sort()).toEqual(presets.map(({ name }) => name).sort())
})
