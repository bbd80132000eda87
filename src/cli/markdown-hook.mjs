import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { markdownModule } from './markdown.mjs'

// Preloaded with `--import`, so that Node takes the same `*.md` imports as the bundler.
if (isMainThread) register(import.meta.url)

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  const { protocol, pathname } = new URL(url)
  if (protocol !== 'file:' || !pathname.endsWith('.md')) return nextLoad(url, context)
  return { format: 'module', source: markdownModule(await readFile(new URL(url), 'utf8')), shortCircuit: true }
}
