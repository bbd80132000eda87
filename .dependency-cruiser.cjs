const swc = require('@swc/core')

// This tool reads TypeScript 7 only through swc, and asks it for TypeScript without JSX, whatever the file is.
const { parseFileSync } = swc
swc.parseFileSync = (path, options) => parseFileSync(path, { ...options, tsx: path.endsWith('.tsx') })

// The import table and the doors of the libraries. `src/README.md` tells why; this says what.
const folders = {
  machine: [],
  engines: ['machine'],
  sim: [],
  world: ['sim', 'engines'],
  lab: ['machine'],
  labs: ['lab', 'world', 'engines', 'machine', 'sim'],
  scenario: ['lab'],
  experiment: ['lab', 'sim', 'scenario'],
  worker: ['lab', 'sim', 'scenario', 'experiment', 'machine', 'labs/catalog.ts'],
  app: ['machine', 'scenario', 'labs/catalog.ts', 'worker/client.ts', 'worker/protocol.ts'],
  cli: ['machine', 'engines', 'sim', 'world', 'lab', 'labs', 'scenario', 'experiment', 'worker'],
}

// Folders of which only types may be imported: this tool cannot tell, tests/architecture.test.ts can.
const types = { lab: 'sim', scenario: 'sim', app: 'lab' }

const layers = Object.entries(folders).map(([folder, allowed]) => {
  const targets = ['units.ts', `${folder}/`, ...allowed.map((name) => (name.endsWith('.ts') ? name : `${name}/`))]
  const typesOf = types[folder]
  const reachable = [...targets, ...(typesOf ? [`${typesOf}/`] : [])].map(escapeDots).join('|')
  return {
    name: `layer-${folder}`,
    comment: `src/${folder} may import only: ${targets.join(', ')}`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '^src/', pathNot: `^src/(${reachable})` },
  }
})

const doors = Object.entries({
  mermaid: '^src/(app/diagram/|cli/diagrams)',
  recharts: '^src/app/charts/',
  zustand: '^src/app/state/',
  fflate: '^src/(scenario|app)/',
  'lucide-react': '^src/app/',
  '@fontsource-variable': '^src/app/',
  'react-dom': '^src/app/',
  yaml: '^src/lab/yaml[.]ts$',
  react: '^src/(app/|labs/[^/]+/(View[.]tsx$|view/))',
}).map(([library, door]) => ({
  name: `door-${library.replace('@', '')}`,
  comment: `${library} is imported only by ${door}`,
  severity: 'error',
  from: { path: '^src/', pathNot: door },
  to: { path: `(^|/)node_modules/${library}/` },
}))

function escapeDots(text) {
  return text.replaceAll('.', '[.]')
}

module.exports = {
  forbidden: [
    ...layers,
    ...doors,
    {
      name: 'layer-units',
      comment: 'src/units.ts stands below everything',
      severity: 'error',
      from: { path: '^src/units[.]ts$' },
      to: { pathNot: '^src/units[.]ts$' },
    },
    {
      name: 'one-lab-knows-no-other',
      comment: 'A lab imports neither another lab nor the catalog',
      severity: 'error',
      from: { path: '^src/labs/([^/]+)/' },
      to: { path: '^src/labs/', pathNot: '^src/labs/$1/' },
    },
    {
      name: 'only-src-reaches-src',
      comment: 'What is shipped imports no test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|e2e)/' },
    },
    {
      name: 'only-cli-knows-node',
      comment: 'Everything else runs in a browser',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-stay-out-of-the-page',
      comment: 'Journeys see the built page, never its modules',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^src/app/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-library',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-tool-in-the-page',
      comment: 'What is shipped imports no development dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default', 'types'] },
  },
}
