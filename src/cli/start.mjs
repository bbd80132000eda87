import { parseArgs } from 'node:util'
import { build, isBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'

const usage = `Usage: npm start -- [--port number] [--host]
  --port  serve at this port; without it, the first free one from 4173 on
  --host  let other machines in the network reach the page`

/** @returns {{ port: number | undefined, host: boolean, help: boolean }} */
function readOptions() {
  const options = /** @type {const} */ ({
    port: { type: 'string' },
    host: { type: 'boolean' },
    help: { type: 'boolean' },
  })
  const { port, host = false, help = false } = parseArgs({ options }).values
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) {
    throw new Error(`--port takes a whole number from 1 to 65535, not "${port}".`)
  }
  return { port: port === undefined ? undefined : Number(port), host, help }
}

/** @param {{ port: number | undefined, host: boolean }} options */
async function serve({ port, host }) {
  const { preview } = await import('vite')
  const server = await preview({
    logLevel: 'warn',
    preview: { port: port ?? 4173, strictPort: port !== undefined, ...(host ? { host } : {}) },
  })
  const { local, network } = server.resolvedUrls ?? { local: [], network: [] }
  console.log(`\nSetpoint is at ${[...local, ...network].join(' and ')}\nPress Ctrl-C to stop it.`)
  // Ending at once: an open connection would keep the server, and so the terminal, waiting.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(0))
}

async function main() {
  const options = readOptions()
  if (options.help) return console.log(usage)
  await ensureInstalled()
  if (!isBuilt()) {
    console.log('Building the site …')
    if (!(await build())) throw new Error('The site could not be built; the reason is above.')
  }
  await serve(options)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
