import type { PlannedAct } from '../lab/lesson.ts'
import type { ParamValue } from '../lab/param.ts'
import { numberText, typed, valueText } from './value-text.ts'

/**
 * Acts as short text: `5000:burst(calls=50);20000:failureShare=0.5,mode=down`. Before the colon stands the time, behind
 * it the act with its numbers, then the parameters set.
 */
export const actsText = (acts: readonly PlannedAct[]): string => acts.map(actText).join(';')

function actText({ at, do: name, with: args, set }: PlannedAct): string {
  const numbers = args ? `(${pairs(args)})` : ''
  const deed = name === undefined ? [] : [name + numbers]
  return `${numberText(at)}:${[...deed, ...(set ? [pairs(set)] : [])].join(',')}`
}

const pairs = (record: Readonly<Record<string, ParamValue>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(',')

const SHAPE = /^([^:]*):(?:([^(),=]+)(?:\(([^()]*)\))?(?:,|$))?(.*)$/s

/** What such a text says, unvalidated; an act of another shape is given as the text that it is. */
export const actsOf = (text: string): readonly unknown[] => (text === '' ? [] : text.split(';').map(actOf))

function actOf(text: string): unknown {
  const [, at = '', name, args, set = ''] = SHAPE.exec(text) ?? []
  if (at === '') return text
  return {
    at: typed(at),
    ...(name === undefined ? {} : { do: name }),
    ...(args ? { with: recordOf(args) } : {}),
    ...(set ? { set: recordOf(set) } : {}),
  }
}

/** Commas between pairs; those before a time and its colon stand inside a recorded load. */
const BETWEEN = /,(?!\d+(?:\.\d+)?:)/

function recordOf(text: string): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = Object.create(null)
  for (const pair of text.split(BETWEEN)) {
    const [name = '', ...rest] = pair.split('=')
    record[name] = typed(rest.join('='))
  }
  return record
}
