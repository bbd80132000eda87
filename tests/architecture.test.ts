import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor, type VisitorObject } from 'vite'
import { expect, test } from 'vitest'

interface Source {
  readonly path: string
  readonly text: string
}

interface Rule {
  readonly name: string
  readonly files: RegExp
  readonly but?: RegExp
  /** What breaks the rule in one file: one short text each. */
  readonly offences: (source: Source) => readonly string[]
  /** A file that breaks the rule, so that the rule is known to see. */
  readonly planted: Source
}

const code = /^(src|tests|e2e)\/.*\.(ts|tsx|mjs)$/
const sourceCode = /^src\/.*\.(ts|tsx|mjs)$/

/** The only imports of a folder that must be types: their code does not belong there. */
const typesOnly: Readonly<Record<string, string>> = { lab: 'sim', scenario: 'sim', app: 'lab' }

const layers = ['app', 'cli', 'engines', 'experiment', 'lab', 'labs', 'machine', 'scenario', 'sim', 'worker', 'world']

const rules: readonly Rule[] = [
  {
    name: 'a worker is started by its client alone',
    files: sourceCode,
    but: /^src\/worker\/client\.ts$/,
    offences: (source) =>
      found(source, (report) => ({
        NewExpression: ({ callee }) =>
          callee.type === 'Identifier' && /Worker$/.test(callee.name) && report('new Worker'),
      })),
    planted: { path: 'src/app/start.ts', text: 'export const worker = new Worker("x")' },
  },
  {
    name: 'what decides an event uses no power operator, whose last bits differ between browsers',
    files: sourceCode,
    but: /^src\/(app|cli)\/|^src\/labs\/[^/]+\/View\.tsx$/,
    offences: (source) => found(source, powers),
    planted: { path: 'src/sim/exact.ts', text: 'let a = 2\na **= 3\nexport const b = a ** 2' },
  },
  {
    name: 'of these folders only types are imported',
    files: /^src\/(lab|scenario|app)\/.*\.tsx?$/,
    offences: runningImports,
    planted: { path: 'src/lab/lab.ts', text: "import { type Model, run } from '../sim/model.ts'" },
  },
  {
    name: 'types are imported by statements, which the layer check can read',
    files: code,
    offences: (source) => found(source, (report) => ({ TSImportType: () => report('import(...) as a type') })),
    planted: { path: 'src/lab/lab.ts', text: "export type Model = import('../sim/model.ts').Model" },
  },
  {
    name: 'a line has at most 120 characters',
    files: /^(src|tests|e2e)\/.*\.(ts|tsx|mjs|css)$/,
    offences: ({ text }) => text.split('\n').filter((line) => line.length > 120),
    planted: { path: 'src/units.ts', text: `// ${'word '.repeat(30)}` },
  },
  {
    name: 'a file is named after what it holds',
    files: /^(src|tests|e2e)\//,
    offences: ({ path }) => path.match(/\b(utils?|helpers?|common|misc|manager)\b/gi) ?? [],
    planted: { path: 'src/sim/heap-utils.ts', text: '' },
  },
  {
    name: 'nothing is left for later in a comment',
    files: code,
    but: /^tests\/architecture\.test\.ts$/,
    offences: ({ text }) => text.match(/\b(TODO|FIXME|XXX|HACK)\b/g) ?? [],
    planted: { path: 'src/units.ts', text: '// TODO: units' },
  },
  {
    name: 'a file of src lies in a folder of the import table',
    files: sourceCode,
    but: /^src\/units\.ts$/,
    offences: ({ path }) => (layers.includes(path.split('/')[1] ?? '') ? [] : [path]),
    planted: { path: 'src/services/clock.ts', text: '' },
  },
]

const sources = ['src', 'tests', 'e2e'].flatMap(filesUnder)

test('there are files to check', () => {
  expect(sources.filter(({ path }) => path.startsWith('src/')).length).toBeGreaterThan(10)
})

test.each(rules)('$name', ({ files, but, offences }) => {
  const broken = sources
    .filter(({ path }) => files.test(path) && !but?.test(path))
    .flatMap((source) => offences(source).map((offence) => `${source.path}: ${offence}`))
  expect(broken).toEqual([])
})

test.each(rules)('a file that breaks it is found: $name', ({ files, but, offences, planted }) => {
  expect(files.test(planted.path) && !but?.test(planted.path)).toBe(true)
  expect(offences(planted)).not.toEqual([])
})

test('every lab folder is in the catalog', () => {
  const catalog = readFileSync('src/labs/catalog.ts', 'utf8')
  const folders = readdirSync('src/labs', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).filter((name) => !catalog.includes(`'./${name}/lab.ts'`))).toEqual([])
})

test('the lock file names no registry', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"')
})

function filesUnder(folder: string): readonly Source[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
}

function found(source: Source, visitor: (report: (offence: string) => void) => VisitorObject): readonly string[] {
  const offences: string[] = []
  const visit = visitor((offence) => offences.push(offence))
  new Visitor(visit).visit(programOf(source))
  return offences
}

function powers(report: (offence: string) => void): VisitorObject {
  return {
    BinaryExpression: ({ operator }) => operator === '**' && report(operator),
    AssignmentExpression: ({ operator }) => operator === '**=' && report(operator),
  }
}

/** What the page reads values and recorded loads with: words of the contract, which run. */
const readers = ['/lab/text.ts', '/lab/trace.ts']

function runningImports(source: Source): readonly string[] {
  const target = `/${typesOnly[source.path.split('/')[1] ?? '']}/`
  return programOf(source).body.flatMap((node) => {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') return []
    const running = node.specifiers.filter((part) => part.type !== 'ImportSpecifier' || part.importKind !== 'type')
    const empty = node.specifiers.length === 0
    if (readers.some((reader) => node.source.value.endsWith(reader))) return []
    return node.source.value.includes(target) && (empty || running.length > 0) ? [node.source.value] : []
  })
}

function programOf({ path, text }: Source) {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  return program
}
