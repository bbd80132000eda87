import { measure } from '../../engines/circuit-breaker/statistics.ts'
import type { Caption, Look } from '../../lab/lab.ts'
import type { Part } from '../../machine/part.ts'
import { clock, duration, number, quantity } from '../../units.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import type { BreakerWorld } from './run/world.ts'

type BreakerLook = Look<typeof params, BreakerWorld>

const { machine } = book.parts

const calls = (count: number): string => `${number(count)} ${count === 1 ? 'call' : 'calls'}`

/** What has just happened at the breaker and why, with its numbers. */
export function caption(look: BreakerLook): Caption {
  const { account, marks } = look.world
  const refused = calls(account.refused - marks.refusedBefore)
  switch (account.state) {
    case 'closed':
      return closed(look)
    case 'open':
      return open(look, refused)
    case 'halfOpen':
      return halfOpen(look)
    case 'forcedOpen':
      return {
        tone: 'failed',
        text: `The breaker is **held open** by hand since ${at(look, machine.forces)} and has refused ${refused}.`,
      }
    case 'disabled':
      return {
        tone: 'idle',
        text: `The breaker is **switched off** by hand since ${at(look, machine.disables)}: every call goes through.`,
      }
  }
}

const at = (look: BreakerLook, part: Part): string => clock(look.last(part))

/** The part of several that was taken last. */
function latest(look: BreakerLook, parts: readonly Part[]): Part | undefined {
  return parts
    .filter((part) => look.count(part) > 0)
    .reduce<Part | undefined>(
      (last, part) => (last === undefined || look.last(part) > look.last(last) ? part : last),
      undefined,
    )
}

function closed(look: BreakerLook): Caption {
  const { world, now } = look
  const { failures, calls: seen, limit } = measure(world.breaker, world.config, now)
  const cause = latest(look, [machine.closes, machine.presumes, machine.resets])
  const since = cause === undefined ? Infinity : now - look.last(cause)
  if (cause === machine.closes && since < 5000 && failures === 0) {
    const { successes, seen: tried } = look.numbers(machine.closes)
    const text = `${number(successes ?? 0)} of ${number(tried ?? 0)} probes succeeded: the breaker **closed** at ${at(look, cause)}.`
    return { tone: 'fine', text: world.marks.recovery >= 0 ? `${text} ${recovered(world)}` : text }
  }
  if (cause === machine.resets && since < 5000 && failures === 0) {
    return { tone: 'fine', text: `The breaker was **reset** by hand at ${at(look, cause)} and counts from nothing.` }
  }
  if (failures > 0 && (failures * 3 >= limit || world.history.inRow > 1)) {
    return {
      tone: 'caution',
      text: `${number(failures)} of the ${number(seen)} calls looked at **failed**; at ${number(limit)} the breaker opens.`,
    }
  }
  const { answered, failed } = world.totals
  const share = answered + failed > 0 ? quantity(answered / (answered + failed), 'share') : 'none'
  return {
    tone: 'fine',
    text: `The breaker is **closed**: ${calls(answered)} answered so far, ${share} of those sent. Failures counted: ${number(failures)}.`,
  }
}

const recovered = ({ marks }: BreakerWorld): string =>
  `The backend had been back for ${duration(Math.round(marks.recovery / 10) * 10)}.`

function open(look: BreakerLook, refused: string): Caption {
  const part = latest(look, [machine.opens, machine.opensSlow, machine.reopens, machine.givesUp])
  const tail = `and has refused ${refused} since.`
  if (part === undefined) return { tone: 'failed', text: `The breaker is **open** ${tail}` }
  const { failures, slow, seen, limit, stayed } = look.numbers(part)
  const time = at(look, part)
  switch (part) {
    case machine.opens:
      return {
        tone: 'failed',
        text: `${number(failures ?? 0)} of the last ${number(seen ?? 0)} calls failed, the threshold is ${number(limit ?? 0)}: the breaker **opened** at ${time} ${tail}`,
      }
    case machine.opensSlow:
      return {
        tone: 'failed',
        text: `${number(slow ?? 0)} of the last ${number(seen ?? 0)} calls were slow, the threshold is ${number(limit ?? 0)}: the breaker **opened** at ${time} ${tail}`,
      }
    case machine.reopens:
      return { tone: 'failed', text: `A probe failed: the breaker **opened again** at ${time} ${tail}` }
    default:
      return {
        tone: 'failed',
        text: `No verdict after ${duration(stayed ?? 0)} half-open: the breaker **opened again** at ${time} ${tail}`,
      }
  }
}

function halfOpen(look: BreakerLook): Caption {
  const { breaker, config } = look.world
  const good = breaker.probesEnded - breaker.probesFailed
  const needed = config.verdict === 'rate' ? look.numbers(machine.again)['needed'] : config.probesToClose
  const waited = look.numbers(machine.halfOpens)['waited'] ?? 0
  return {
    tone: 'caution',
    text: `After ${duration(Math.round(waited))} the breaker is **probing**: ${number(breaker.probesInFlight)} in flight, ${number(good)} of ${number(needed ?? NaN)} good probes so far.`,
  }
}
