import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLabs } from '../src/labs/catalog.ts'
import { behaviour } from './contract/behaviour.ts'
import { brokenDeclarations, brokenPictures } from './contract/broken-declarations.ts'
import { brokenRuns } from './contract/broken-runs.ts'
import { type Check, offencesOf, type Subject } from './contract/check.ts'
import { declarations } from './contract/declarations.ts'
import { outside } from './contract/outside.ts'
import { pictures } from './contract/pictures.ts'
import { repetition } from './contract/repetition.ts'
import { teaching } from './contract/teaching.ts'
import { wording } from './contract/texts.ts'
import { toyLab } from './contract/toy-lab.ts'

const catalog = await loadLabs()

const checks: readonly Check[] = [
  ...declarations,
  ...teaching,
  ...wording,
  ...repetition,
  ...behaviour,
  ...outside,
  ...pictures,
]
const toy: Subject = {
  lab: toyLab,
  lesson: 'A gate. See [calm](#/toy-gate?preset=calm) and [more](https://example.org/gate).',
}
/** At least one lab for every rule. */
const broken = [...brokenDeclarations, ...brokenRuns, ...brokenPictures]
const subjects: readonly Subject[] = [toy, ...catalog.map((lab) => ({ lab, lesson: lessonOf(lab.id) }))]

function lessonOf(id: string): string {
  const path = `src/labs/${id}/lesson.md`
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

describe.each(subjects)('$lab.id', (subject) => {
  test.each(checks)('$name', async (check) => {
    expect(await offencesOf(check, subject)).toEqual([])
  })
})

describe('a lab that breaks a rule is found:', () => {
  test.each(checks)('$name', async (check) => {
    const offenders = broken.filter(({ rule }) => rule === check.name)
    expect(offenders).not.toEqual([])
    for (const { offends, lab = toy.lab, lesson = toy.lesson } of offenders) {
      expect((await offencesOf(check, { lab, lesson })).join('\n')).toMatch(offends)
    }
  })

  test('every broken lab breaks a rule that there is', () => {
    const rules = checks.map(({ name }) => name)
    expect(broken.filter(({ rule }) => !rules.includes(rule))).toEqual([])
  })
})
