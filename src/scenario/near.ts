/** Longer names are cut before they are compared. */
const LONGEST_NAME = 40
/** How many near names are named. */
const MOST_NEAR = 3

/** How many letters must be put in, taken out or replaced to make one text of the other (Levenshtein's distance). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] as number) + (a[i] === b[j] ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] as number) + 1, (next[j] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}

/** The names that a mistyped one may mean, nearest first: few letters differ, or one is a part of the other. */
export function nearNames(mistyped: string, names: readonly string[]): readonly string[] {
  const sought = mistyped.slice(0, LONGEST_NAME).toLowerCase()
  return names
    .map((name) => ({ name, far: farness(sought, name.toLowerCase()) }))
    .filter(({ far }) => far < 1)
    .sort((one, other) => one.far - other.far)
    .slice(0, MOST_NEAR)
    .map(({ name }) => name)
}

/** 0 for the same text, 1 and more for names that do not resemble each other. */
function farness(sought: string, name: string): number {
  const far = distance(sought, name) / (1 + Math.max(2, Math.floor(name.length / 3)))
  const part = sought.length > 2 && (name.includes(sought) || sought.includes(name))
  return part ? Math.min(far, 0.9) : far
}
