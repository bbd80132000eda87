import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { check } from './check.mjs'
import { ensureInstalled } from './install.mjs'
import { reportSize } from './size.mjs'
import { summaryOf, sumOf, tallyOf, tallyOfPlaywright, tallyOfVitest } from './tally.mjs'
import { runTool } from './tool.mjs'

/** @typedef {import('./tally.mjs').Tally} Tally */

/** @param {string} reports the folder for the runners' reports */
async function unitTests(reports) {
  const file = join(reports, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await runTool('vitest', args)
  return tallyOfVitest(readReport(file), code)
}

/** @param {string} reports */
async function browserTests(reports) {
  const { obtainBrowser, playwrightsOwn } = await import('./browser.mjs')
  const file = join(reports, 'playwright.json')
  const env = {
    E2E_BROWSER: (await obtainBrowser()) ?? playwrightsOwn,
    E2E_PORT: String(await freePort()),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  }
  const { code } = await runTool('@playwright/test playwright', ['test', '--reporter=list,json'], { env })
  return tallyOfPlaywright(readReport(file), code)
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * Runs one step under a heading; one that throws counts as failed.
 *
 * @param {string} name
 * @param {() => Tally | Promise<Tally>} work
 */
async function step(name, work) {
  console.log(`\n── ${name}`)
  try {
    return await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return tallyOf(false)
  }
}

/** @param {string} reports */
async function steps(reports) {
  const installed = await step('install', async () => {
    await ensureInstalled()
    return tallyOf(true)
  })
  if (installed.failed > 0) return [installed]
  const checks = await step('check', check)
  const units = await step('tests', () => unitTests(reports))
  const built = await step('build', async () => tallyOf(await build()))
  if (built.failed > 0) {
    console.error('Without a build there are no sizes and no tests in a browser.')
    return [checks, units, built, tallyOf(false), tallyOf(false)]
  }
  const sizes = await step('size', () => tallyOf(reportSize('dist').length === 0))
  const journeys = await step('tests in a browser', () => browserTests(reports))
  return [checks, units, built, sizes, journeys]
}

const reports = mkdtempSync(join(tmpdir(), 'setpoint-'))
try {
  const tally = sumOf(await steps(reports))
  process.exitCode = tally.failed > 0 ? 1 : 0
  console.log(`\n${summaryOf(tally)}`)
} finally {
  rmSync(reports, { recursive: true, force: true })
}
