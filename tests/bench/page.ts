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
  /** Notes from now on when the clock changes; it looks at every change of the page, which would cost frames. */
  watch: () => void
}

declare global {
  interface Window {
    noted: Noted
  }
}

const LAB = '#/circuit-breaker'
const CROWD = '#/gossip?preset=rumor&nodes=10000'
const PLAY = 10_000
const TEN_MINUTES = 600_000
const HOUR = 3_600_000
const SEEKS = 30
const COLD = 3
const WARM = 9
/** A browser that has just opened a tab is busy with pages of its own for so long. */
const REST = 2000

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
    await measureCrowd(browser, `${site}${CROWD}`)
  } finally {
    await browser.close()
    await server.close()
  }
}

async function measure(browser: Browser, address: string): Promise<void> {
  const cold: number[] = []
  for (let i = 0; i < COLD; i += 1) {
    const fresh = await watched(browser)
    cold.push(await movingTime(fresh, address))
    await fresh.close()
  }
  const context = await watched(browser)
  const warm: number[] = []
  for (let i = 0; i <= WARM; i += 1) warm.push(await movingTime(context, address))
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => window.noted.moving > 0)
  const playing = await play(page, '100')
  const early = await memoryAfter(page, TEN_MINUTES)
  await pause(page)
  const seeks = await seek(page)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  const late = await memoryAfter(page, HOUR)
  await context.close()
  printTable(`The built page in ${browser.browserType().name()} ${browser.version()}`, [
    ['what', 'measured', 'goal'],
    ['first JavaScript, kB after gzip', plain(firstLoad('dist').script / 1000), '130'],
    [`moving traffic in an open tab, empty cache, ms, median of ${COLD}`, plain(median(cold)), '2,500'],
    [`… warm cache, ms, median of ${WARM}`, plain(median(warm.slice(1))), '1,000'],
    [`… slowest of ${WARM}`, plain(Math.max(...warm.slice(1))), '–'],
    ...smoothness(playing, 'at 100×'),
    ['a seek in a run of ten minutes, median, ms', plain(median(seeks)), '100'],
    ['… 9 of 10 within, ms', plain(quantile(seeks, 0.9)), '100'],
    ['memory after ten minutes of virtual time, worker included, MB', plain(early / 1e6), '–'],
    ['memory after an hour of virtual time, MB', plain(late / 1e6), 'no growth to speak of'],
  ])
}

/** Ten thousand nodes in the gossip lab, at the speed of life. */
async function measureCrowd(browser: Browser, address: string): Promise<void> {
  const context = await watched(browser)
  const page = await context.newPage()
  await page.waitForTimeout(REST)
  await page.goto(address)
  await page.waitForFunction(() => window.noted.moving > 0)
  const playing = await play(page, '1')
  await pause(page)
  const seeks = await seek(page)
  printTable('10,000 nodes of the gossip lab', [
    ['what', 'measured', 'goal'],
    ...smoothness(playing, 'at 1×'),
    ['a seek, median, ms', plain(median(seeks)), '300'],
    ['… 9 of 10 within, ms', plain(quantile(seeks, 0.9)), '300'],
  ])
}

interface Smooth {
  readonly rate: number
  readonly longest: number
  readonly tasks: number
}

const smoothness = ({ rate, longest, tasks }: Smooth, speed: string): readonly string[][] => [
  [`frames a second while playing ${speed}`, plain(rate), '60'],
  [`longest task while playing ${speed}, ms`, longest === 0 ? 'under 50' : plain(longest), '50'],
  ['tasks over 50 ms in ten seconds', String(tasks), '0'],
]

/** Runs in the page before its scripts: notes frames, long tasks, the first event and what a press leads to. */
function note(): void {
  const changed = new MutationObserver((changes) => {
    const clock = document.querySelector('[data-testid="clock"]')
    if (clock && changes.some(({ target }) => clock.contains(target))) noted.shown = performance.now()
  })
  const watch = (): void => changed.observe(document, { subtree: true, childList: true, characterData: true })
  const noted: Noted = { moving: 0, frames: [], tasks: [], pressed: 0, shown: 0, watch }
  window.noted = noted
  const frame = (time: number): void => {
    noted.frames.push(time)
    requestAnimationFrame(frame)
    if (noted.moving > 0) return
    const event = document.querySelector('[data-testid="event"]')?.textContent ?? ''
    if (Number(event) > 0) noted.moving = performance.now()
  }
  requestAnimationFrame(frame)
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.tasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  addEventListener('pointerdown', () => void Object.assign(noted, { pressed: performance.now() }), { capture: true })
}

/** A profile of its own, with an empty cache, whose pages keep notes. */
async function watched(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  // The loader of these files wraps inner functions in a call that the page does not know.
  await context.addInitScript('globalThis.__name = (named) => named')
  await context.addInitScript(note)
  return context
}

/** From following the link in an open tab to the first event on the screen, in milliseconds. */
async function movingTime(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  await page.waitForTimeout(REST)
  await page.goto(address)
  await page.waitForFunction(() => window.noted.moving > 0)
  const moving = await page.evaluate(() => window.noted.moving)
  await page.close()
  return moving
}

async function play(page: Page, speed: string): Promise<Smooth> {
  await page.getByLabel('Speed').selectOption(speed)
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

/** Presses into the played part of the scrubber here and there: milliseconds until the clock rests at the new place. */
async function seek(page: Page): Promise<readonly number[]> {
  const strip = page.getByRole('slider', { name: 'Position in the run' })
  const box = await strip.boundingBox()
  if (!box) throw new Error('the page shows no scrubber')
  const [played, whole] = await Promise.all(['now', 'max'].map((name) => strip.getAttribute(`aria-value${name}`)))
  const reach = 0.9 * (Number(played) / Number(whole))
  await page.evaluate(() => window.noted.watch())
  const times: number[] = []
  for (let i = 0; i < SEEKS; i += 1) {
    // Steps of the golden ratio lie all over the bar and never repeat.
    const share = (i * 0.618034) % 1
    await page.mouse.click(box.x + box.width * (0.05 + reach * share), box.y + box.height / 2)
    await page.waitForTimeout(400)
    times.push(await page.evaluate(() => window.noted.shown - window.noted.pressed))
  }
  return times.filter((time) => time > 0)
}
