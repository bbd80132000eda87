import { pathToFileURL } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { summaryOf, sumOf, tallyOf } from './tally.mjs'
import { runTool } from './tool.mjs'

const colors = process.stdout.isTTY ? 'force' : 'off'
const folders = ['src', 'tests', 'e2e']

/** @type {readonly { name: string, tool: string, args: string[], holds?: (output: string) => boolean }[]} */
const checks = [
  { name: 'types', tool: 'typescript tsc', args: ['--noEmit'] },
  { name: 'format and lint', tool: '@biomejs/biome biome', args: ['ci', '--error-on-warnings', `--colors=${colors}`] },
  { name: 'promises and exact arithmetic', tool: 'oxlint', args: ['--type-aware', '--deny-warnings', ...folders] },
  {
    name: 'layers',
    tool: 'dependency-cruiser depcruise',
    args: ['--config', '.dependency-cruiser.cjs', ...folders],
    // Without a parser that it can use, this tool sees no module and finds no fault.
    holds: (output) => Number(/(\d+) modules/.exec(output)?.[1] ?? 0) > 0,
  },
  { name: 'dead code', tool: 'knip', args: ['--no-progress'] },
]

/** Runs every check of the sources, prints what the failed ones say, and counts them. */
export async function check() {
  const tallies = []
  for (const { name, tool, args, holds = () => true } of checks) {
    const started = performance.now()
    const { code, output } = await runTool(tool, args, { quiet: true })
    const passed = code === 0 && holds(output)
    console.log(`${passed ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
    if (!passed) console.log(output)
    tallies.push(tallyOf(passed))
  }
  return sumOf(tallies)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled()
  const tally = await check()
  console.log(summaryOf(tally))
  process.exitCode = tally.failed > 0 ? 1 : 0
}
