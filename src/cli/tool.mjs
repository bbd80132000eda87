import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Runs a program and gives its exit code, with what it printed when `quiet`; a program that a signal ended gives 1.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, shell?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { quiet = false, shell = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const color = quiet && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
    const stdio = quiet ? 'pipe' : 'inherit'
    const child = spawn(command, args, {
      shell,
      stdio: ['ignore', stdio, stdio],
      env: { ...process.env, ...color, ...env },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * Runs a program of an installed package with this Node, which works the same on every system.
 *
 * @param {string} name the package and, where it differs, its program: `typescript tsc`
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runTool(name, args, options) {
  const [library = name, program = library] = name.split(' ')
  const folder = join('node_modules', library)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return run(process.execPath, [join(folder, typeof bin === 'string' ? bin : bin[program]), ...args], options)
}
