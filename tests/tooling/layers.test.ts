import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { expect, test } from 'vitest'

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

test('the layer check sees what each kind of file imports, types and late imports too', async () => {
  expect(
    await violations({
      'src/engines/breaker.ts': 'export interface Breaker { at: number }',
      'src/labs/catalog.ts': "import './breaker/lab.ts'",
      'src/labs/breaker/lab.ts': "import type { Other } from '../gossip/View.tsx'",
      'src/labs/gossip/View.tsx': "import './chart.tsx'\nexport const View = () => <p>view</p>",
      'src/labs/gossip/chart.tsx': "import { View } from './View.tsx'\nexport const Chart = () => <View />",
      'src/sim/simulation.ts': "import type { Breaker } from '../engines/breaker.ts'",
      'src/app/Page.tsx': "const late = () => import('../engines/breaker.ts')\nexport const Page = () => <p>{late}</p>",
      'src/world/clock.ts': "import { hrtime } from 'node:process'\nexport { hrtime }",
    }),
  ).toEqual([
    'layer-app: src/app/Page.tsx',
    'layer-sim: src/sim/simulation.ts',
    'no-cycles: src/labs/gossip/chart.tsx',
    'one-lab-knows-no-other: src/labs/breaker/lab.ts',
    'only-cli-knows-node: src/world/clock.ts',
  ])
})

/** The rules broken by a project of these files, each with the file that breaks it, in alphabetical order. */
async function violations(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const baseDir = mkdtempSync(join(tmpdir(), 'setpoint-layers-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(baseDir, dirname(path)), { recursive: true })
    writeFileSync(join(baseDir, path), text)
  }
  const { tsConfig: _, ...rest } = options
  const { output } = await cruise(['src'], { ...rest, ruleSet: { forbidden }, validate: true, baseDir })
  rmSync(baseDir, { recursive: true })
  if (typeof output === 'string') throw new Error(output)
  return output.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort()
}
