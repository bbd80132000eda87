import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

const source = 'src/app/offline/service-worker.ts'
const fileName = 'service-worker.js'

/** Kinds of diagrams that the page may draw by itself; the others of Mermaid are never asked for. */
const drawnInPage = /^(stateDiagram-v2|flowDiagram|sequenceDiagram|dagre)-/

/** Files beside the built ones that an installed or reloaded page asks for; `./` is the page itself. */
const others = ['./', 'icon.svg', 'manifest.webmanifest']

/**
 * Builds the service worker, which keeps all that the page may ever load, so that it works without a network.
 *
 * @returns {import('vite').Plugin}
 */
export function offline() {
  return {
    name: 'setpoint:offline',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: source, fileName })
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[fileName]
        if (worker?.type !== 'chunk') throw new Error(`${fileName} was not built`)
        const page = bundle['index.html']
        if (page?.type !== 'asset') throw new Error('the page was not built')
        const drawings = this.emitFile({ type: 'asset', name: 'drawings.json', source: allDrawings() })
        const kept = { files: [...others, ...keptFiles(bundle)], drawings: this.getFileName(drawings) }
        const hash = createHash('sha256').update(JSON.stringify(kept)).update(page.source)
        const build = { version: hash.digest('hex').slice(0, 16), ...kept }
        worker.code = `const BUILD=${JSON.stringify(build)};${worker.code}`
      },
    },
  }
}

/** The drawings that are shipped, by name, as one text. */
function allDrawings() {
  const names = readdirSync('public/diagrams').filter((name) => name.endsWith('.svg'))
  const drawings = names.sort().map((name) => [`diagrams/${name}`, readFileSync(`public/diagrams/${name}`, 'utf8')])
  return JSON.stringify(Object.fromEntries(drawings))
}

/**
 * Scripts that can be reached from the page, and all styles, fonts and files of the workers.
 *
 * @param {import('vite').Rolldown.OutputBundle} bundle
 */
function keptFiles(bundle) {
  /** @type {Set<string>} */
  const reached = new Set()
  /** @param {string} name */
  const reach = (name) => {
    const file = bundle[name]
    if (file?.type !== 'chunk' || reached.has(name)) return
    reached.add(name)
    for (const next of file.imports) reach(next)
    for (const next of file.dynamicImports) {
      if (!fromMermaid(file) || drawnInPage.test(next.replace('assets/', ''))) reach(next)
    }
  }
  for (const [name, file] of Object.entries(bundle)) {
    if (file.type === 'chunk' && file.isEntry && name !== fileName) reach(name)
  }
  const assets = Object.keys(bundle).filter((name) => bundle[name]?.type === 'asset' && /\.(css|woff2|js)$/.test(name))
  return [...reached, ...assets].sort()
}

/** @param {import('vite').Rolldown.OutputChunk} chunk */
const fromMermaid = ({ moduleIds }) => moduleIds.some((id) => /node_modules\/mermaid\//.test(id))
