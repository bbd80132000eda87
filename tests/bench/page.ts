import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { preview } from 'vite'
import { installedBrowser } from '../../src/cli/browser.mjs'
import { build, isBuilt } from '../../src/cli/build.mjs'
import { firstLoad } from '../../src/cli/size.mjs'
import { median, plain, printTable, quantile } from './table.ts'

/** What the page keeps for the bench; put there before its own scripts run. */
interface Noted {
  /** When the first event was shown, since the page was asked for. */
  moving: number
  frames: number[]
  tasks: number[]
  pressed: number
  shown: number
}

declare global {
  interface Window {
    noted: Noted
  }
}

const LAB = '#/circuit-breaker'
const PLAY = 10_000
const TEN_MINUTES = 600_000
const HOUR = 3_600_000
const SEEKS = 30

/** Measures the built page in a browser and prints it; it needs the machine for itself, as frames do. */
export async function reportPage(): Promise<void> {
  if (!isBuilt() && !(await build())) throw new Error('The site could not be built; the reason is above.')
  // Only a page that is isolated from others may ask how much memory it takes.
  const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
  const server = await preview({ logLevel: 'warn', preview: { port: 4391, host: '127.0.0.1', headers } })
  const site = server.resolvedUrls?.local[0] ?? ''
  const program = installedBrowser()
  const browser = await chromium.launch({
    ...(program ? { executablePath: program } : {}),
    args: ['--enable-blink-features=ForceEagerMeasureMemory'],
  })
  try {
    await measure(browser, `${site}${LAB}`)
  } finally {
    await browser.close()
    await server.close()
  }
}

async function measure(browser: Browser, address: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  // The loader of these files wraps inner functions in a call that the page does not know.
  await context.addInitScript('globalThis.__name = (named) => named')
  await context.addInitScript(note)
  const cold = await movingTime(context, address)
  const warm = [await movingTime(context, address), await movingTime(context, address)]
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => window.noted.moving > 0)
  const playing = await play(page)
  const early = await memoryAfter(page, TEN_MINUTES)
  await pause(page)
  const seeks = await seek(page)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  const late = await memoryAfter(page, HOUR)
  printTable(`The built page in ${browser.browserType().name()} ${browser.version()}`, [
    ['what', 'measured', 'goal'],
    ['first JavaScript, kB after gzip', plain(firstLoad('dist').script / 1000), '130'],
    ['moving traffic, empty cache, ms', plain(cold), '2,500'],
    ['moving traffic, warm cache, ms', plain(median(warm)), '1,000'],
    ['frames a second while playing at 100×', plain(playing.rate), '60'],
    ['longest task while playing at 100×, ms', playing.longest === 0 ? 'under 50' : plain(playing.longest), '50'],
    ['tasks over 50 ms in ten seconds', String(playing.tasks), '0'],
    ['a seek in a run of ten minutes, median, ms', plain(median(seeks)), '100'],
    ['… 9 of 10 within, ms', plain(quantile(seeks, 0.9)), '100'],
    ['memory after ten minutes of virtual time, worker included, MB', plain(early / 1e6), '–'],
    ['memory after an hour of virtual time, MB', plain(late / 1e6), 'no growth to speak of'],
  ])
}

/** Runs in the page before its scripts: notes frames, long tasks, the first event and what a press leads to. */
function note(): void {
  const noted: Noted = { moving: 0, frames: [], tasks: [], pressed: 0, shown: 0 }
  window.noted = noted
  const frame = (time: number): void => {
    noted.frames.push(time)
    const event = document.querySelector('[data-testid="event"]')?.textContent ?? ''
    if (noted.moving === 0 && Number(event) > 0) noted.moving = performance.now()
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.tasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  const watch = new MutationObserver((changes) => {
    const clock = document.querySelector('[data-testid="clock"]')
    if (clock && changes.some(({ target }) => clock.contains(target))) noted.shown = performance.now()
  })
  watch.observe(document, { subtree: true, childList: true, characterData: true })
  addEventListener('pointerdown', () => void Object.assign(noted, { pressed: performance.now() }), { capture: true })
}

async function movingTime(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => window.noted.moving > 0)
  const moving = await page.evaluate(() => window.noted.moving)
  await page.close()
  return moving
}

async function play(page: Page): Promise<{ rate: number; longest: number; tasks: number }> {
  await page.getByLabel('Speed').selectOption('100')
  await page.waitForTimeout(3000)
  await page.evaluate(() => void Object.assign(window.noted, { frames: [], tasks: [] }))
  await page.waitForTimeout(PLAY)
  const { frames, tasks } = await page.evaluate(() => window.noted)
  const span = (frames.at(-1) ?? NaN) - (frames[0] ?? NaN)
  return { rate: ((frames.length - 1) / span) * 1000, longest: Math.max(0, ...tasks), tasks: tasks.length }
}

/** Bytes that the page and its worker hold once the clock has passed a moment. */
async function memoryAfter(page: Page, moment: number): Promise<number> {
  const clock = page.getByTestId('clock')
  for (let now = 0; now < moment; ) {
    await page.waitForTimeout(500)
    const text = (await clock.textContent()) ?? ''
    now = text.split(':').reduce((total, part) => total * 60 + Number(part), 0) * 1000
  }
  return page.evaluate(async () => {
    const api = performance as unknown as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> }
    return (await api.measureUserAgentSpecificMemory?.())?.bytes ?? NaN
  })
}

async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.waitForTimeout(500)
}

/** Presses into the scrubber here and there: milliseconds until the clock rests at the new place. */
async function seek(page: Page): Promise<readonly number[]> {
  const box = await page.getByRole('region', { name: 'Scrubber' }).boundingBox()
  if (!box) throw new Error('the page shows no scrubber')
  const times: number[] = []
  for (let i = 0; i < SEEKS; i += 1) {
    // Steps of the golden ratio lie all over the bar and never repeat.
    const share = (i * 0.618034) % 1
    await page.mouse.click(box.x + box.width * (0.05 + 0.85 * share), box.y + box.height / 2)
    await page.waitForTimeout(400)
    times.push(await page.evaluate(() => window.noted.shown - window.noted.pressed))
  }
  return times.filter((time) => time > 0)
}
