import type { AnyLab } from '../../src/lab/lab.ts'

/** What is checked: a lab, and the text of its lesson. */
export interface Subject {
  readonly lab: AnyLab
  /** Markdown. */
  readonly lesson: string
}

/** A rule that every lab keeps; it names the offences of one that does not. */
export interface Check {
  readonly name: string
  readonly offences: (subject: Subject) => Iterable<string> | AsyncIterable<string>
}

/** So many offences say enough. */
const MOST = 12

/** The offences against a rule; an exception of the lab is one too. */
export async function offencesOf(check: Check, subject: Subject): Promise<readonly string[]> {
  const found: string[] = []
  try {
    for await (const offence of check.offences(subject)) {
      found.push(offence)
      if (found.length === MOST) break
    }
  } catch (error) {
    found.push(`it threw: ${error instanceof Error ? error.message : error}`)
  }
  return found
}
