import fc from 'fast-check'
import type { Act, AnyLab } from '../../src/lab/lab.ts'
import type { PlannedAct } from '../../src/lab/lesson.ts'
import { legalValue, type Param, type Params, type ParamValue } from '../../src/lab/param.ts'
import { traceText } from '../../src/lab/trace.ts'
import { LONGEST_RUN } from '../../src/scenario/legal.ts'
import type { Scenario, Shared } from '../../src/scenario/scenario.ts'
import type { Position } from '../../src/sim/model.ts'

const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0)

/** A text of any characters, halves of pairs included. */
export const anyText = (maxLength: number): fc.Arbitrary<string> => {
  const unit = fc.oneof(fc.nat(0x7f), fc.nat(0xffff)).map((code) => String.fromCharCode(code))
  return fc.string({ unit, maxLength })
}

/** A legal value of a parameter. */
export function legal(param: Param): fc.Arbitrary<ParamValue> {
  if (param.kind === 'switch') return fc.boolean()
  if (param.kind === 'choice') return fc.constantFrom(...Object.keys(param.options))
  if (param.kind === 'trace') {
    const steps = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 90_000 }), rate: fc.nat(90_000) }), {
      maxLength: 9,
    })
    return steps.map((all) => {
      let time = 0
      const points = all.map(({ gap, rate }, i) => {
        time += i === 0 ? 0 : gap
        return [time, rate] as const
      })
      return traceText({ times: points.map(([at]) => at), rates: points.map(([, rate]) => rate / 1000) })
    })
  }
  const cells = Math.floor((param.max - param.min) / param.step + 1e-9)
  const cell = fc.oneof(fc.integer({ min: 0, max: cells }), fc.integer({ min: 0, max: Math.min(cells, 10) }))
  return cell.map((place) => legalValue(param, param.min + place * param.step) as number)
}

const record = (params: Params): fc.Arbitrary<Record<string, ParamValue>> =>
  fc.record(Object.fromEntries(Object.entries(params).map(([name, param]) => [name, legal(param)])), {
    noNullPrototype: true,
  })

/** Some of the entries, at least one. */
const some = (params: Params): fc.Arbitrary<Record<string, ParamValue>> =>
  fc
    .tuple(record(params), fc.subarray(Object.keys(params), { minLength: 1 }))
    .map(([values, kept]) => Object.fromEntries(kept.map((name) => [name, values[name] as ParamValue])))

/** A legal act before `until`. */
export function legalAct(lab: AnyLab, until = LONGEST_RUN): fc.Arbitrary<PlannedAct> {
  const at = number(0, until)
  const settable = Object.fromEntries(
    Object.entries(lab.params as Params).filter(([, { restarts }]) => restarts !== true),
  )
  const setting = Object.keys(settable).length === 0 ? [] : [fc.record({ at, set: some(settable) })]
  const doing = Object.entries(lab.acts as Readonly<Record<string, Act<Params, unknown>>>).map(([name, act]) =>
    fc
      .record(
        { at: at, do: fc.constant(name), with: act.args ? some(act.args) : fc.constant(undefined) },
        { requiredKeys: ['at', 'do'], noNullPrototype: true },
      )
      .map(({ with: args, ...rest }) => (args ? { ...rest, with: args as Record<string, number> } : rest)),
  )
  return fc.oneof(...setting, ...doing)
}

/** A legal scenario of a lab with at most `most` acts. */
export const legalScenario = (lab: AnyLab, most = 8, until = LONGEST_RUN): fc.Arbitrary<Scenario> =>
  fc
    .record(
      {
        seed: fc.maxSafeNat(),
        params: record(lab.params as Params),
        acts: fc.array(legalAct(lab, until), { maxLength: most }),
      },
      { noNullPrototype: true },
    )
    .map(({ acts, ...rest }) => ({
      lab: lab.id,
      semantics: lab.semantics,
      ...rest,
      acts: acts.sort((one, other) => one.at - other.at),
    }))

const position: fc.Arbitrary<Position> = fc.record(
  { time: number(0, LONGEST_RUN), event: fc.maxSafeNat() },
  { noNullPrototype: true },
)

/** All that a legal link of a lab may hold. */
export const legalShared = (lab: AnyLab, most?: number): fc.Arbitrary<Shared> =>
  fc
    .tuple(legalScenario(lab, most), fc.option(position), fc.shuffledSubarray([...lab.book.names]))
    .map(([scenario, at, breakpoints]) => ({ scenario, ...(at ? { position: at } : {}), breakpoints }))
