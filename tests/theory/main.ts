import { agrees, measure } from '../../src/experiment/law.ts'
import type { Theory, TheoryRow } from '../../src/lab/theory.ts'
import { loadLabs } from '../../src/labs/catalog.ts'

const catalog = await loadLabs()

const usage = `Usage: npm run theory -- [word]
  Measures every published row of every lab with three seeds each, or of the labs and laws with this word in
  their names.`

const seeds = [1, 2, 3]

const text = (value: number | undefined): string => {
  if (value === undefined) return '–'
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(2) : String(Number(value.toPrecision(4)))
}

const place = (row: TheoryRow): string =>
  Object.entries(row.at)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** One line: what is printed, the law, ours with two standard errors of three seeds, the difference, the verdict. */
function line(theory: Theory, row: TheoryRow): { readonly cells: readonly string[]; readonly missed: number } {
  const points = seeds.map((seed) => measure(theory, row, seed))
  const ours = points.reduce((sum, { measured }) => sum + measured / seeds.length, 0)
  const error = points.reduce((sum, point) => sum + point.error / seeds.length, 0) / Math.sqrt(seeds.length)
  const missed = points.filter(({ measured }) => agrees(row, measured) === false).length
  const verdict =
    row.printed === undefined ? 'open' : missed === 0 ? 'agrees' : `${missed} of ${seeds.length} seeds off`
  const target = row.printed ?? theory.expected(row.at)
  const law = text(theory.expected(row.at))
  return {
    cells: [place(row), text(row.printed), law, `${text(ours)} ± ${text(error)}`, text(ours - target), verdict],
    missed,
  }
}

const widths = [34, 10, 10, 22, 11, 0]
const show = (cells: readonly string[]): void =>
  console.log(
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join(' ')
      .trimEnd(),
  )

const [word = '', ...rest] = process.argv.slice(2)
if (rest.length > 0 || word.startsWith('-')) {
  console.log(usage)
  process.exitCode = word === '--help' ? 0 : 2
} else {
  let rows = 0
  let missed = 0
  for (const lab of catalog) {
    for (const theory of lab.theory) {
      if (!`${lab.id} ${theory.key}`.includes(word)) continue
      console.log(`\n${lab.title}: ${theory.title}\n  ${theory.law}\n  ${theory.source}`)
      show(['at', 'printed', 'law', 'ours', 'difference', ''])
      for (const row of theory.rows) {
        const measured = line(theory, row)
        show(measured.cells)
        rows += 1
        missed += measured.missed > 0 ? 1 : 0
      }
    }
  }
  console.log(
    `\n${rows} rows with ${seeds.length} seeds each: ${rows - missed} keep to what is printed or are open, ` +
      `${missed} do not`,
  )
  process.exitCode = rows === 0 || missed > 0 ? 1 : 0
}
