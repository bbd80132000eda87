import { type Term, terms } from '../pages/glossary-terms.ts'

/** A lesson whose first uses of glossary terms are buttons, and the terms that it uses. */
export interface Marked {
  readonly html: string
  readonly used: readonly Term[]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const spellings = terms.flatMap((term) => [term.term, ...(term.also ?? [])].map((word) => ({ word, term })))
const byWord = new Map(spellings.map(({ word, term }) => [word.toLowerCase(), term]))
const pattern = new RegExp(
  `(?<![\\w-])(${spellings
    .map(({ word }) => escaped(word))
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![\\w-])`,
  'gi',
)

/**
 * Makes the first use of each term in a lesson a button, outside headings, links and code, and fits the lesson's
 * headings under those of the page.
 */
export function markTerms(html: string): Marked {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  for (const heading of parsed.querySelectorAll('h1, h2, h3')) demote(heading)
  const used = new Set<Term>()
  const walker = parsed.createTreeWalker(parsed.body, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  for (const text of texts) {
    if (!text.parentElement?.closest('h1, h2, h3, h4, a, code, pre, button')) markText(text, used)
  }
  return { html: parsed.body.innerHTML, used: [...used] }
}

/** The lesson stands under the headings of the page. */
function demote(heading: Element): void {
  const level = heading.tagName === 'H3' ? 'h4' : 'h3'
  const lower = heading.ownerDocument.createElement(level)
  if (heading.tagName === 'H1') lower.className = 'lesson-title'
  lower.append(...heading.childNodes)
  heading.replaceWith(lower)
}

function markText(text: Text, used: Set<Term>): void {
  const pieces: (string | Node)[] = []
  let from = 0
  for (const match of text.data.matchAll(pattern)) {
    const term = byWord.get(match[0].toLowerCase())
    if (!term || used.has(term)) continue
    used.add(term)
    const button = text.ownerDocument.createElement('button')
    button.type = 'button'
    button.className = 'term'
    button.dataset['term'] = term.term
    button.setAttribute('aria-haspopup', 'dialog')
    button.textContent = match[0]
    pieces.push(text.data.slice(from, match.index), button)
    from = match.index + match[0].length
  }
  if (pieces.length > 0) text.replaceWith(...pieces, text.data.slice(from))
}
