import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fingerprint } from './fingerprint.mjs'
import { run } from './tool.mjs'

const lockFile = 'package-lock.json'
const installedFile = 'node_modules/.package-lock.json'
const stampFile = 'node_modules/.setpoint-install'

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[] }} LockedPackage */

/** Installs what the lock file names, unless exactly that is installed already; throws when it cannot. */
export async function ensureInstalled() {
  demandNode(process.versions.node)
  const stamp = `${fingerprint([lockFile])} ${process.platform} ${process.arch}`
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  if (!isInstalled()) await install()
  writeFileSync(stampFile, stamp)
}

/**
 * Throws when this Node is older than the tools can run on.
 *
 * @param {string} version
 */
export function demandNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const enough = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22
  if (!enough) throw new Error(`Setpoint needs Node 20.19 or newer, or 22.12 or newer; this is Node ${version}.`)
}

/**
 * Whether the installed packages are those of the lock file, on this system.
 *
 * @param {Record<string, LockedPackage>} locked
 * @param {Record<string, LockedPackage>} installed
 */
export function matches(locked, installed) {
  const wanted = Object.entries(locked).filter(([path]) => path !== '')
  const complete = wanted.every(([path, { optional }]) => optional || installed[path])
  const current = Object.entries(installed).every(([path, { version, os, cpu }]) => {
    return locked[path]?.version === version && fits(os, process.platform) && fits(cpu, process.arch)
  })
  return complete && current
}

/**
 * @param {readonly string[] | undefined} systems
 * @param {string} system
 */
function fits(systems, system) {
  return !systems || systems.includes(system) || systems.every((name) => name.startsWith('!') && name !== `!${system}`)
}

function isInstalled() {
  if (!existsSync(installedFile)) return false
  return matches(packagesOf(lockFile), packagesOf(installedFile))
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

async function install() {
  console.log('Installing the packages of package-lock.json (about half a minute) …')
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const npm = process.env['npm_execpath'] ?? ''
  const { code } = /npm-cli\.[cm]?js$/.test(npm)
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args, { shell: process.platform === 'win32' })
  if (code !== 0) throw new Error(`npm could not install the packages (exit status ${code}); its message is above.`)
}
