import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const firstScriptLimit = 130_000
/** The bundler's own glue has no source map; it is smaller than this, in bytes. */
const glueLimit = 4000
const lateLibraries = ['mermaid', 'recharts', 'elkjs', 'd3']

/**
 * What a visitor's browser loads before the page can show anything, in bytes after gzip, and what is wrong with it.
 *
 * @param {string} dist the folder of the built site
 */
export function firstLoad(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const linked = [...page.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)]
  const files = [...new Set(linked.map(([, file = '']) => file))]
  const scripts = files.filter((file) => file.endsWith('.js'))
  const script = weight(dist, scripts)
  const early = scripts.flatMap((file) => lateLibraries.filter((library) => contains(join(dist, file), library)))
  const faults = [
    ...(scripts.length === 0 ? ['The page loads no script.'] : []),
    ...(script >= firstScriptLimit ? [`The first JavaScript must stay under ${kilobytes(firstScriptLimit)}.`] : []),
    ...early.map((library) => `${library} must load late, but is part of the first JavaScript.`),
  ]
  return {
    script,
    style: weight(
      dist,
      files.filter((file) => file.endsWith('.css')),
    ),
    faults,
  }
}

/**
 * Prints the sizes of the built site; gives what is wrong with them.
 *
 * @param {string} dist
 * @returns {readonly string[]}
 */
export function reportSize(dist) {
  const { script, style, faults } = firstLoad(dist)
  const all = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'))
  const total = weight(join(dist, 'assets'), all)
  console.log(
    `First JavaScript ${kilobytes(script)} of at most ${kilobytes(firstScriptLimit)}, first style ${kilobytes(style)},`,
  )
  console.log(`all JavaScript ${kilobytes(total)} in ${all.length} files, most of it loaded late (sizes after gzip).`)
  for (const fault of faults) console.error(fault)
  return faults
}

/**
 * @param {string} folder
 * @param {readonly string[]} files
 */
function weight(folder, files) {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0)
}

/**
 * @param {string} script
 * @param {string} library
 */
function contains(script, library) {
  if (!existsSync(`${script}.map`)) {
    if (readFileSync(script).length <= glueLimit) return false
    throw new Error(`${script} has no source map, so its parts are unknown.`)
  }
  /** @type {{ sources: string[] }} */
  const { sources } = JSON.parse(readFileSync(`${script}.map`, 'utf8'))
  return sources.some((source) => new RegExp(`node_modules/${library}(/|-)`).test(source))
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}
