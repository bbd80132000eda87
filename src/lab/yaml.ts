/** The documents of a text as plain values: text, numbers (NaN and ±Infinity too), booleans, null, lists, objects. */
export type ReadYaml =
  | { readonly documents: readonly unknown[] }
  /** It is no YAML: why and where, in one sentence. */
  | { readonly failed: string }

/** A text longer than this is not read: the parser takes time by the square of the keys of an object. */
const LONGEST = 100_000
/** How deep lists and objects may lie in one another. */
const DEEPEST = 100
/** Indentation, or signs that nest, at the beginning of a line. */
const NESTING = new RegExp(`^[-?: \\t]{${4 * DEEPEST}}`, 'm')

const reasons: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'an alias may not have a tag or an anchor',
  BAD_ALIAS: 'this alias is not usable',
  BAD_INDENT: 'the indentation does not fit the lines above, or a bracket there is not closed',
  BLOCK_AS_IMPLICIT_KEY: 'a nested key may not stand on one line with its parent',
  BLOCK_IN_FLOW: 'an indented block may not stand in brackets',
  DUPLICATE_KEY: 'this key stands there already',
  KEY_OVER_1024_CHARS: 'a key is too long',
  MISSING_CHAR: 'a sign is missing, such as a comma, a quote or a bracket',
  MULTILINE_IMPLICIT_KEY: 'a key may not go over several lines',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_TAGS: 'a value has two tags',
  TAB_AS_INDENT: 'a tab is used as indentation',
  UNEXPECTED_TOKEN: 'this was not expected here',
}

/** Reads YAML 1.2 with its core schema, which JSON is part of. Never throws, whatever the text. */
export async function readYaml(text: string): Promise<ReadYaml> {
  if (text.trim() === '') return { failed: 'There is nothing to read: the text is empty.' }
  if (text.length > LONGEST) return { failed: 'The text is longer than 100,000 characters.' }
  if (nestsTooDeep(text)) return tooDeep
  const { parseAllDocuments } = await import('yaml')
  try {
    const found = parseAllDocuments(text.replace(/^\uFEFF/, ''), {
      schema: 'core',
      prettyErrors: false,
      logLevel: 'error',
    })
    const parsed = Array.isArray(found) ? found : []
    const error = parsed.flatMap(({ errors }) => errors)[0]
    if (error) {
      const reason = reasons[error.code] ?? 'it cannot be read'
      return { failed: `Line ${lineAt(text, error.pos[0])} is no YAML: ${reason}.` }
    }
    const documents = parsed.map((document) => document.toJS() as unknown).filter((value) => value !== null)
    if (documents.length === 0) return { failed: 'There is nothing to read: the text holds no value.' }
    return documents.some((value) => deeper(value, DEEPEST)) ? tooDeep : { documents }
  } catch {
    return { failed: 'The text cannot be read: its aliases go in circles or its parts lie too deep in one another.' }
  }
}

const tooDeep: ReadYaml = { failed: `The text cannot be read: its parts lie more than ${DEEPEST} deep in one another.` }

/**
 * A parser that calls itself for each level runs out of stack on a text that does nothing but nest, and in V8 the
 * regular expressions compiled down there end the whole process: so this is seen before. Brackets in texts count too.
 */
function nestsTooDeep(text: string): boolean {
  let open = 0
  for (let at = 0; at < text.length && open <= DEEPEST; at += 1) {
    const sign = text[at]
    if (sign === '[' || sign === '{') open += 1
    else if ((sign === ']' || sign === '}') && open > 0) open -= 1
  }
  return open > DEEPEST || NESTING.test(text)
}

function lineAt(text: string, position: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Whether a value goes deeper than `most`; the first way down that does is enough, so that circles end. */
function deeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some((one) => deeper(one, most - 1))
}
