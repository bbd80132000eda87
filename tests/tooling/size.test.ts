import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { firstLoad } from '../../src/cli/size.mjs'

let dist = ''

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'setpoint-size-'))
  mkdirSync(join(dist, 'assets'))
  const links = [
    '<script type="module" crossorigin src="./assets/index.js"></script>',
    '<link rel="modulepreload" crossorigin href="./assets/react.js">',
    '<link rel="stylesheet" crossorigin href="./assets/index.css">',
  ]
  writeFileSync(join(dist, 'index.html'), `<head>${links.join('')}</head>`)
  writeFileSync(join(dist, 'assets/index.css'), 'body { margin: 0 }')
  script('index', 'run()', ['../../src/app/main.tsx'])
  script('react', 'react()', ['../../node_modules/react/index.js'])
})

afterEach(() => rmSync(dist, { recursive: true }))

test('the script and what it preloads are the first JavaScript', () => {
  const alone = firstLoad(dist)
  expect(alone.faults).toEqual([])
  script('react', randomBytes(1000).toString('latin1'), [])
  expect(firstLoad(dist).script - alone.script).toBeGreaterThan(900)
})

test('first JavaScript of 130 kB or more is a fault', () => {
  script('index', randomBytes(130_000).toString('base64'), [])
  expect(firstLoad(dist).faults).toEqual(['The first JavaScript must stay under 130.0 kB.'])
})

test('a library that must load late is a fault among the first', () => {
  script('index', 'run()', ['../../node_modules/mermaid/dist/mermaid.core.mjs'])
  expect(firstLoad(dist).faults).toEqual(['mermaid must load late, but is part of the first JavaScript.'])
})

test('a script without source map is refused, since its parts are unknown', () => {
  script('react', 'x'.repeat(5000), [])
  rmSync(join(dist, 'assets/react.js.map'))
  expect(() => firstLoad(dist)).toThrow('source map')
})

function script(name: string, code: string, sources: readonly string[]): void {
  writeFileSync(join(dist, `assets/${name}.js`), code)
  writeFileSync(join(dist, `assets/${name}.js.map`), JSON.stringify({ sources }))
}
