import { loadLabs } from '../labs/catalog.ts'
import { simulate } from './sim-run.ts'

const { stdout, stderr, status } = simulate(process.argv.slice(2), await loadLabs())
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = status
