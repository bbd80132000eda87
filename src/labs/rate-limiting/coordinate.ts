/** Where a law is looked at. */
export type At = Readonly<Record<string, number>>

/** A coordinate by name; throws when the law is asked without it. */
export const coordinate = (at: At, name: string): number => {
  const value = at[name]
  if (value === undefined) throw new Error(`the law needs ${name}`)
  return value
}
