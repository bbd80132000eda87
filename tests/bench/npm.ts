import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Finds packages of the project and, since what it is measured against are none of these, of folders in NODE_PATH. */
export const peers = createRequire(join(process.cwd(), 'package.json'))

/**
 * Name and version of an npm package that is there; undefined if it is not. Not all let their package.json be asked.
 */
export function npmLabel(name: string): string | undefined {
  const folders = peers.resolve.paths(name) ?? []
  const file = folders.map((folder) => join(folder, name, 'package.json')).find((path) => existsSync(path))
  if (!file) return undefined
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return `npm ${name} ${version}`
}

/** What is said of an npm package that is not there. */
export const notInstalled = (name: string): string =>
  `npm ${name}: not found; install it in any folder and name its node_modules in NODE_PATH.`
