import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The path of an installed Firefox; Playwright cannot drive it, but it can drive itself. */
export function installedFirefox(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/Applications/Firefox.app/Contents/MacOS']
  const places = folders.flatMap((folder) => ['firefox', 'firefox-esr'].map((name) => join(folder, name)))
  return [...places, 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'].find(existsSync)
}

/** Opens each link in a frame of its own, presses Share as a visitor would, and sends back the digest shown. */
const script = (links: readonly string[]): string => `<!doctype html><meta charset="utf-8"><body><script type="module">
const found = async (look) => {
  for (let tries = 0; tries < 400; tries += 1) {
    const result = look()
    if (result) return result
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return undefined
}
const isDigest = (element) => /^[0-9a-f]{16}$/.test(element.textContent)
const digestOf = async (link) => {
  const frame = document.createElement('iframe')
  frame.width = 1400
  frame.height = 900
  frame.src = './index.html#' + link
  document.body.append(frame)
  const within = (selector) => [...(frame.contentDocument?.querySelectorAll(selector) ?? [])]
  const share = await found(() => within('button').find((button) => button.textContent.trim() === 'Share'))
  share?.click()
  const digest = await found(() => within('[data-testid="digest"]').find(isDigest))
  frame.remove()
  return digest?.textContent ?? 'none'
}
const digests = []
for (const link of ${JSON.stringify(links)}) digests.push(await digestOf(link))
await fetch('./digests', { method: 'POST', body: JSON.stringify(digests) })
</script>`

/** The digests that Firefox shows for these links of the page at `site`, in order. */
export async function digestsInFirefox(
  program: string,
  site: string,
  links: readonly string[],
): Promise<readonly string[]> {
  const profile = mkdtempSync(join(tmpdir(), 'setpoint-firefox-'))
  let send = (_digests: readonly string[]): void => {}
  const sent = new Promise<readonly string[]>((resolve) => {
    send = resolve
  })
  const server = createServer((request, response) => void answer(request, response, site, links, (text) => send(text)))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const args = ['--headless', '--no-remote', '--profile', profile, `http://127.0.0.1:${port}/digests.html`]
  const browser = spawn(program, args, { stdio: 'ignore' })
  const ended = new Promise<readonly string[]>((resolveEnd) =>
    browser.once('close', () => resolveEnd(['Firefox ended'])),
  )
  try {
    return await Promise.race([sent, ended])
  } finally {
    browser.kill()
    await ended
    server.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** Serves the script, takes its answer, and passes on everything else from the page itself. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  site: string,
  links: readonly string[],
  resolve: (digests: readonly string[]) => void,
): Promise<void> {
  const path = (request.url ?? '/').slice(1)
  if (path === 'digests.html') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(script(links))
  } else if (request.method === 'POST') {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    response.writeHead(204).end()
    resolve(JSON.parse(body) as readonly string[])
  } else {
    const served = await fetch(new URL(path, site))
    const type = served.headers.get('content-type') ?? 'application/octet-stream'
    response.writeHead(served.status, { 'Content-Type': type }).end(Buffer.from(await served.arrayBuffer()))
  }
}
