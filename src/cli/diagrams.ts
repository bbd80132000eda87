import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { createServer } from 'vite'
import { obtainBrowser } from './browser.mjs'

/** Draws every diagram of every lab with ELK in a real browser: run `npm run diagrams` after a change of a diagram. */
const folder = 'public/diagrams'
const drawer = '/src/app/diagram/shipped.ts'

interface Drawn {
  readonly name: string
  readonly file: string
  readonly svg: string
}

function drawAll(page: Page): Promise<readonly Drawn[]> {
  // As text, because the module is the page's and not this program's.
  return page.evaluate<Drawn[]>(`import('${drawer}').then(async ({ shippedDrawings }) => {
    const drawn = []
    for (const { name, file, draw } of await shippedDrawings()) drawn.push({ name, file, svg: await draw() })
    return drawn
  })`)
}

async function withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const server = await createServer({
    logLevel: 'error',
    cacheDir: 'node_modules/.setpoint/diagrams',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { include: ['mermaid'], entries: [] },
  })
  await server.listen()
  const executablePath = await obtainBrowser()
  const browser = await chromium.launch(executablePath ? { executablePath } : {})
  try {
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.error(error.message))
    const address = server.resolvedUrls?.local[0]
    if (!address) throw new Error('The server of the drawing page has no address')
    const blank = { contentType: 'text/html', body: '<!doctype html><title>Drawings</title>' }
    await page.route('**/drawings', (route) => route.fulfill(blank))
    await page.goto(new URL('drawings', address).href)
    return await use(page)
  } finally {
    await browser.close()
    await server.close()
  }
}

const drawings = await withPage(drawAll)
mkdirSync(folder, { recursive: true })
const wanted = new Set(drawings.map(({ file }) => file))
const present = readdirSync(folder).filter((file) => file.endsWith('.svg'))
const stale = present.filter((file) => !wanted.has(file))
for (const file of stale) rmSync(join(folder, file))
for (const { name, file, svg } of drawings) {
  const path = join(folder, file)
  const same = present.includes(file) && readFileSync(path, 'utf8') === svg
  if (!same) writeFileSync(path, svg)
  console.log(`${same ? 'same' : 'new '}  ${file}  ${name}`)
}
console.log(`${drawings.length} drawings, ${stale.length} removed`)
