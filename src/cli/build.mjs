import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint } from './fingerprint.mjs'
import { ensureInstalled } from './install.mjs'
import { reportSize } from './size.mjs'
import { runTool } from './tool.mjs'

const inputs = ['index.html', 'package.json', 'package-lock.json', 'public', 'src', 'tsconfig.json', 'vite.config.ts']
const stampFile = 'node_modules/.setpoint/build'

/** Builds the site into `dist`; false when it cannot be built. */
export async function build() {
  const before = fingerprint(inputs)
  const { code } = await runTool('vite', ['build', '--logLevel', 'warn'])
  if (code !== 0) return false
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stampOf(before))
  return true
}

/** Whether `dist` is what the present sources give, untouched since. */
export function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf(fingerprint(inputs))
}

/** @param {string} sources */
function stampOf(sources) {
  return `${sources} ${fingerprint(['dist'])}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled()
  const sound = (await build()) && reportSize('dist').length === 0
  process.exitCode = sound ? 0 : 1
}
