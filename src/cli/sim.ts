import { simulate } from './sim-run.ts'

const { stdout, stderr, status } = simulate(process.argv.slice(2))
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = status
