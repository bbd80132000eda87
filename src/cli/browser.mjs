import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { run, runTool } from './tool.mjs'

const advice =
  'The tests in a browser need Chrome, Chromium or Edge: install one, or set E2E_BROWSER to the path of its program.'

/** What E2E_BROWSER says when Playwright's own browser is to be taken, whatever else is installed. */
export const playwrightsOwn = 'playwright'

/**
 * The path of an installed Chrome, Chromium or Edge; undefined for Playwright's own, when none is where it usually is.
 */
export function installedBrowser() {
  if (process.env['E2E_BROWSER'] === playwrightsOwn) return undefined
  return chosenBrowser() ?? installedBrowsers()[0]
}

/**
 * Where Chrome, Chromium and Edge usually are.
 *
 * @param {string} platform as in `process.platform`
 * @param {Record<string, string | undefined>} env
 * @returns {readonly string[]}
 */
export function usualPlaces(platform, env) {
  if (platform === 'win32') return placesOnWindows(env)
  if (platform === 'darwin') return placesOnMac()
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ]
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin', '/opt/google/chrome']
  return names.flatMap((name) => folders.filter((folder) => folder !== '').map((folder) => join(folder, name)))
}

/**
 * Finds a browser that starts, else gets one: Playwright's, else Debian's. Gives its path, undefined for Playwright's
 * own; throws with one sentence of advice when there is none.
 *
 * @returns {Promise<string | undefined>}
 */
export async function obtainBrowser() {
  const chosen = chosenBrowser()
  if (chosen && chosen !== playwrightsOwn) {
    if (await starts(chosen)) return chosen
    throw new Error(`E2E_BROWSER or CHROME_PATH names ${chosen}, which does not start as a browser.`)
  }
  const found = chosen ? undefined : await startingBrowser()
  if (found || (await starts(undefined))) return found
  console.log('No browser found that starts; trying to get Chromium …')
  const { code } = await runTool('@playwright/test playwright', ['install', 'chromium', '--only-shell'], {
    quiet: true,
  })
  if (code === 0 && (await starts(undefined))) return undefined
  const installed = isDebianRoot() && (await installDebianPackage()) ? await startingBrowser() : undefined
  if (!installed) throw new Error(advice)
  return installed
}

function chosenBrowser() {
  const chosen = process.env['E2E_BROWSER'] || process.env['CHROME_PATH'] || undefined
  if (chosen && !existsSync(chosen))
    throw new Error(`E2E_BROWSER or CHROME_PATH names ${chosen}, which does not exist.`)
  return chosen
}

function installedBrowsers() {
  return usualPlaces(process.platform, process.env).filter((path) => existsSync(path))
}

async function startingBrowser() {
  for (const path of installedBrowsers()) {
    if (await starts(path)) return path
  }
  return undefined
}

/** @param {Record<string, string | undefined>} env */
function placesOnWindows(env) {
  const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((folder) => folder)
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ]
  return programs.flatMap((program) => folders.map((folder) => `${folder}\\${program}`))
}

function placesOnMac() {
  const names = ['Google Chrome', 'Chromium', 'Microsoft Edge']
  const folders = ['/Applications', `${homedir()}/Applications`]
  return names.flatMap((name) => folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`))
}

/** @param {string | undefined} path */
async function starts(path) {
  try {
    const browser = await chromium.launch(path ? { executablePath: path } : {})
    await browser.close()
    return true
  } catch {
    return false
  }
}

function isDebianRoot() {
  const debian = existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  return debian && process.getuid?.() === 0
}

async function installDebianPackage() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const update = await run('apt-get', ['update'], { quiet: true, env })
  if (update.code !== 0) return false
  const { code } = await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { quiet: true, env })
  return code === 0
}
