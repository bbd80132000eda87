/** What the build writes in: a name that changes with it, and what to keep, by names relative to this file. */
declare const BUILD: {
  readonly version: string
  readonly files: readonly string[]
  /** The file that holds all drawings, by their names: one instead of hundreds. */
  readonly drawings: string
}

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface Asked extends Event {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}

/** What of a service worker is used here; its types and those of a page exclude one another. */
interface Scope {
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } }
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void
}

const scope = self as unknown as Scope
const OURS = 'setpoint '
const CACHE = OURS + BUILD.version
/** What these hold never changes under their names; of any other file the browser may remember an older build's. */
const NAMED = /^assets\//

scope.addEventListener('install', (event) => event.waitUntil(keep()))
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()))

/** Milliseconds between two files: so a run that plays meanwhile is not disturbed. */
const PAUSE = 150

async function keep(): Promise<void> {
  const cache = await caches.open(CACHE)
  for (const name of [...BUILD.files, BUILD.drawings]) {
    await cache.add(new Request(name, { cache: NAMED.test(name) ? 'default' : 'reload' }))
    await new Promise((done) => setTimeout(done, PAUSE))
  }
}

/** Happens when no page of an older build is open any more. */
async function takeOver(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)))
  await scope.registration.navigationPreload?.enable()
  await scope.clients.claim()
}

scope.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return
  event.respondWith(request.mode === 'navigate' ? page(event) : file(request))
})

/** The newest page that there is: from the host, and only without it the one that is kept. */
async function page({ request, preloadResponse }: Asked): Promise<Response> {
  try {
    return (await preloadResponse) ?? (await fetch(request))
  } catch (failure) {
    const kept = await inCache('./')
    if (kept) return kept
    throw failure
  }
}

/** A file as it is kept: those of a build never change under their names. */
async function file(request: Request): Promise<Response> {
  const kept = await inCache(request)
  if (kept) return kept
  try {
    return await fetch(request)
  } catch (failure) {
    const drawing = await keptDrawing(request.url)
    if (drawing) return drawing
    throw failure
  }
}

/** The drawing that an address names, if it is one. */
async function keptDrawing(address: string): Promise<Response | undefined> {
  const [, name] = /\/(diagrams\/[^/]+\.svg)$/.exec(address) ?? []
  const all = name === undefined ? undefined : await inCache(BUILD.drawings)
  if (name === undefined || !all) return undefined
  const svg = ((await all.json()) as Readonly<Record<string, string>>)[name]
  return svg === undefined ? undefined : new Response(svg, { headers: { 'content-type': 'image/svg+xml' } })
}

async function inCache(request: Request | string): Promise<Response | undefined> {
  const cache = await caches.open(CACHE)
  return cache.match(request, { ignoreVary: true })
}
