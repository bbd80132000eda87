import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/sim-run.ts'
import { linkOf } from '../../src/scenario/codec.ts'
import { fileOf } from '../../src/scenario/file.ts'
import { interventions, setupOf } from '../../src/scenario/run.ts'
import { presetScenario, type Shared } from '../../src/scenario/scenario.ts'
import { Timeline } from '../../src/sim/timeline.ts'
import { carelessLab } from '../contract/broken.ts'
import { type ToyWorld, toyLab } from '../contract/toy-lab.ts'

const labs = [toyLab]
const shared: Shared = {
  scenario: presetScenario(toyLab, 'breaking'),
  position: { time: 2000, event: 40 },
  breakpoints: [],
}
const folder = mkdtempSync(join(tmpdir(), 'setpoint-'))
const file = join(folder, 'run.json')
writeFileSync(file, fileOf(shared))
writeFileSync(join(folder, 'other.json'), '{"lab":"toy-gate","seed":-1}')
afterAll(() => rmSync(folder, { recursive: true }))

const json = (...argv: readonly string[]): Record<string, unknown> => {
  const { stdout, stderr, status } = simulate([...argv, '--json'], labs)
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  return JSON.parse(stdout) as Record<string, unknown>
}

describe('a run is printed', () => {
  test('as the same JSON for a link, its address, a file and the options that say the same', () => {
    const first = json(linkOf(shared))
    expect(json(`https://example.org/#${linkOf(shared)}`)).toEqual(first)
    expect(json(file)).toEqual(first)
    const options = ['--lab', 'toy-gate', '--preset', 'calm', '--seed=3', '--set', 'rate=20', '--set', 'breaks=0.1']
    const act = ['--act', '2s:burst(calls=9)']
    expect(json(...options, ...act, '--until', '60s')).toEqual(json(linkOf(shared), '--until', '1m'))
  })

  test('with the digest, the counts and the probes that a timeline has there', () => {
    const timeline = new Timeline(setupOf(toyLab, shared.scenario), interventions(toyLab, shared.scenario))
    timeline.seek({ time: 2000, event: 40 })
    const { simulation } = timeline
    const world = simulation.world as ToyWorld
    expect(json(linkOf(shared))).toEqual({
      lab: 'toy-gate',
      semantics: 3,
      seed: 3,
      position: simulation.position,
      digest: simulation.digest(),
      probes: { calls: world.calls, refused: world.refused / world.calls },
      parts: Object.fromEntries(toyLab.book.names.map((name, i) => [name, simulation.tally.counts[i]])),
      invariants: { fits: true, counts: true },
    })
  })

  test('with null for what cannot be read or is not checked', () => {
    const loose = json('--lab', 'toy-gate', '--set', 'strict=false', '--until', '500ms')
    expect(loose['invariants']).toEqual({ fits: null, counts: true })
  })

  test('as tables for people', () => {
    const { stdout, status } = simulate([linkOf(shared), '--until', '5s'], labs)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^Toy gate, seed 3: 00:05\.000 and \d+ events, digest [0-9a-f]{16}\n/)
    expect(stdout).toMatch(/ {2}way\.no +\d+\n/)
    expect(stdout).toMatch(/ {2}fits +holds\n/)
  })
})

test('a broken invariant is named with its time and event, and the figures are printed all the same', () => {
  const { stdout, stderr, status } = simulate(['--lab', 'toy-gate', '--until', '10s', '--json'], [carelessLab])
  expect(status).toBe(1)
  expect(stderr).toMatch(
    /^The invariant “No more calls than slots” \(fits\) broke at 00:0\d\.\d{3} by event \d+: A call arrives\.\n$/,
  )
  expect(JSON.parse(stdout)).toMatchObject({ invariants: { fits: false, counts: true } })
})

test('a link made under other semantics runs, and the difference is told', () => {
  const { stdout, stderr, status } = simulate([linkOf(shared).replace('s=3', 's=2'), '--json'], labs)
  expect(status).toBe(0)
  expect(stderr).toContain('The rules of this lab have changed since this link was made.')
  expect(JSON.parse(stdout)).toMatchObject({ semantics: 3 })
})

describe('bad input is told in one sentence on stderr alone:', () => {
  const toy = ['--lab', 'toy-gate']
  test.each([
    [[], 'Name a link, a file or a lab to run; --help tells more.'],
    [['--lab', 'toygate'], 'There is no lab “toygate”; did you mean toy-gate?'],
    [['--lab', 'raft'], 'There is no lab “raft”; there are toy-gate.'],
    [['--lab'], '--lab needs a value.'],
    [[...toy, '--lab', 'toy-gate'], '--lab is given twice.'],
    [[...toy, '--untill', '5s'], 'There is no option “--untill”; did you mean --until?'],
    [
      [...toy, '-x'],
      'There is no option “-x”; there are --lab, --preset, --set, --act, --seed, --until, --json, --help.',
    ],
    [[...toy, '--until', 'soon'], '--until takes a time such as 60s, 1500ms or 2m, not “soon”.'],
    [[...toy, '--until', '99999999h'], '--until takes at most 10000000000 ms, not “99999999h”.'],
    [[...toy, '--seed', '1.5'], '--seed takes a whole number from 0 to 9007199254740991, not “1.5”.'],
    [[...toy, '--preset', 'clam'], 'toy-gate has no preset “clam”; did you mean calm?'],
    [[...toy, '--set', 'rte=5'], 'toy-gate has no parameter “rte”; did you mean rate?'],
    [[...toy, '--set', 'rate=99'], 'rate takes a number from 0.5 to 50 in steps of 0.5, not “99”.'],
    [[...toy, '--set', 'load=odd'], 'load takes one of even, random, not “odd”.'],
    [[...toy, '--set', 'strict'], 'strict takes true or false, not “”.'],
    [[...toy, '--act', '5s:brust'], 'toy-gate has no act “brust”; did you mean burst?'],
    [[...toy, '--act', 'burst'], '--act takes a time and a deed such as 5s:burst, not “burst”.'],
    [[...toy, '--act', '5s:burst(calls=1000)'], 'The options do not fit toy-gate: “calls” was 1000 and is now 100.'],
    [['/toy-gate?rate=0'], 'The scenario is not as it should be: “rate” was 0 and is now 0.5.'],
    [['/toy-gate', '/toy-gate'], 'One link or file is run at a time, not “/toy-gate” and “/toy-gate”.'],
    [['/toy-gate', '--preset', 'calm'], 'A preset belongs to a lab: give --preset with --lab.'],
    [['/toy-gate', ...toy], 'A link or file names its lab, so --lab cannot stand beside it.'],
    [['/about'], 'The link “/about” opens no lab.'],
    [['absent.json'], 'There is no file “absent.json”.'],
    [[folder], `The file “${folder.slice(0, 24)}${folder.length > 24 ? '…' : ''}” cannot be read.`],
    [[join(folder, 'other.json')], 'The scenario is not as it should be: the seed was -1 and is now 3.'],
  ])('%j', (argv, sentence) => {
    expect(simulate(argv, labs)).toEqual({ stdout: '', stderr: `${sentence}\n`, status: 2 })
  })
})

test('the command itself prints, and gives its status', () => {
  const node = ['--import', 'tsx', '--import', './src/cli/markdown-hook.mjs', 'src/cli/sim.ts']
  const help = spawnSync(process.execPath, [...node, '--help'], { encoding: 'utf8' })
  expect(help).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('Usage: npm run -s sim') })
  const bad = spawnSync(process.execPath, [...node, '--lab', '<b>'], { encoding: 'utf8' })
  expect(bad).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('There is no lab “<b>”') })
})
