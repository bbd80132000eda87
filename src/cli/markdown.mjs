import { marked } from 'marked'

/**
 * The source of a module whose default export is the Markdown text as HTML.
 *
 * @param {string} text
 */
export function markdownModule(text) {
  return `export default ${JSON.stringify(marked.parse(text, { async: false }))}`
}
