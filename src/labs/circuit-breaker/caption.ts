import { neededProbes } from '../../engines/circuit-breaker/policy.ts'
import { measure } from '../../engines/circuit-breaker/statistics.ts'
import type { Caption, Look } from '../../lab/lab.ts'
import type { Part } from '../../machine/part.ts'
import { clock, duration, type Millis, number, quantity } from '../../units.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import { type BreakerWorld, NEVER } from './run/world.ts'

type BreakerLook = Look<typeof params, BreakerWorld>

const { machine } = book.parts

/** How long a closing or reset stays the news. */
const NEWS: Millis = 5000

const calls = (count: number): string => `${number(count)} ${count === 1 ? 'call' : 'calls'}`
const said = (value: number | undefined): string => number(value ?? NaN)
const at = (look: BreakerLook, part: Part): string => clock(look.last(part))

/** What has just happened at the breaker and why, with its numbers. */
export function caption(look: BreakerLook): Caption {
  const { account, marks } = look.world
  const refused = calls(account.refused - marks.refusedBefore)
  switch (account.state) {
    case 'closed':
      return justClosed(look) ?? closed(look)
    case 'open':
      return { tone: 'failed', text: `${opened(look)} and has refused ${refused} since.` }
    case 'halfOpen':
      return halfOpen(look)
    case 'forcedOpen': {
      const since = at(look, machine.forces)
      return { tone: 'failed', text: `Since ${since} the breaker is **held open** by hand and has refused ${refused}.` }
    }
    case 'disabled': {
      const since = at(look, machine.disables)
      return { tone: 'idle', text: `Since ${since} the breaker is **switched off** by hand: every call goes through.` }
    }
  }
}

/** The part of several that was taken last. */
function latest(look: BreakerLook, parts: readonly Part[]): Part | undefined {
  let found: Part | undefined
  for (const part of parts) {
    if (look.count(part) > 0 && (found === undefined || look.last(part) > look.last(found))) found = part
  }
  return found
}

function justClosed(look: BreakerLook): Caption | undefined {
  const { world, now } = look
  const cause = latest(look, [machine.closes, machine.presumes, machine.resets])
  if (cause === undefined || now - look.last(cause) > NEWS || world.history.inRow > 1) return undefined
  const time = at(look, cause)
  if (cause === machine.resets) {
    return { tone: 'fine', text: `The breaker was **reset** by hand at ${time} and counts from nothing.` }
  }
  const numbers = look.numbers(cause)
  if (cause === machine.presumes) {
    const stayed = duration(numbers['stayed'] ?? NaN)
    return {
      tone: 'caution',
      text: `No verdict after ${stayed} half-open: the breaker **closed** at ${time} all the same.`,
    }
  }
  const verdict = `${said(numbers['successes'])} of ${said(numbers['seen'])} probes succeeded`
  const text = `${verdict}: the breaker **closed** at ${time}.`
  return { tone: 'fine', text: world.marks.recovery === NEVER ? text : `${text} ${recovered(world)}` }
}

const recovered = ({ marks }: BreakerWorld): string =>
  `The backend had been back for ${duration(Math.round(marks.recovery / 10) * 10)}.`

function closed(look: BreakerLook): Caption {
  const { world, now } = look
  const { failures, calls: seen, limit } = measure(world.breaker, world.config, now)
  if (failures > 0 && (failures * 3 >= limit || world.history.inRow > 1)) {
    const counted = world.config.trip === 'consecutive' ? 'calls in a row' : `of the ${number(seen)} calls looked at`
    return {
      tone: 'caution',
      text: `${number(failures)} ${counted} **failed**: at ${number(limit)} the breaker opens.`,
    }
  }
  const { answered, failed } = world.totals
  if (answered + failed === 0) {
    return { tone: 'fine', text: 'The breaker is **closed** and lets every call through; none has ended yet.' }
  }
  const share = quantity(answered / (answered + failed), 'share')
  const sentence = `The breaker is **closed**: ${share} of ${calls(answered + failed)} sent so far were answered well`
  if (seen === 0) return { tone: 'fine', text: `${sentence}; none of them counts at present.` }
  return { tone: 'fine', text: `${sentence}, and ${number(failures)} ${looked(world, seen)}.` }
}

/** What the failures are among, in the words of the rule that opens. */
function looked({ config }: BreakerWorld, seen: number): string {
  if (config.trip === 'consecutive') return 'failed in a row'
  if (config.trip === 'total') return `of ${number(seen)} count as failed since it last closed`
  return `of the last ${number(seen)} count as failed`
}

/** Why the breaker is open, up to "opened at …". */
function opened(look: BreakerLook): string {
  const part = latest(look, [machine.opens, machine.opensSlow, machine.reopens, machine.givesUp])
  if (part === undefined) return 'The breaker is **open**'
  const numbers = look.numbers(part)
  const time = at(look, part)
  const threshold = `the threshold is ${said(numbers['limit'])}: the breaker **opened** at ${time}`
  switch (part) {
    case machine.opens:
      return `${failedCalls(look, said(numbers['failures']), said(numbers['seen']))}, ${threshold}`
    case machine.opensSlow:
      return `${said(numbers['slow'])} of the last ${said(numbers['seen'])} calls were slow, ${threshold}`
    case machine.reopens: {
      const fault = look.world.config.slow ? 'failed or was slow' : 'failed'
      return `A probe ${fault}: the breaker **opened again** at ${time}`
    }
    default:
      return `No verdict after ${duration(numbers['stayed'] ?? NaN)} half-open: the breaker **opened again** at ${time}`
  }
}

function failedCalls({ world }: BreakerLook, failures: string, seen: string): string {
  switch (world.config.trip) {
    case 'total':
      return `${failures} of ${seen} calls failed since it last closed`
    case 'consecutive':
      return `${failures} calls failed in a row`
    default:
      return `${failures} of the last ${seen} calls failed`
  }
}

function halfOpen(look: BreakerLook): Caption {
  const { breaker, config } = look.world
  const waited = duration(Math.round(look.numbers(machine.halfOpens)['waited'] ?? NaN))
  const good = number(breaker.probesEnded - breaker.probesFailed)
  const needed = number(config.verdict === 'rate' ? neededProbes(config) : config.probesToClose)
  const probes = `${number(breaker.probesInFlight)} in flight, ${good} good, ${needed} needed`
  return { tone: 'caution', text: `After ${waited} the breaker is **probing** the backend: ${probes}.` }
}
