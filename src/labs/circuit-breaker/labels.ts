import type { BreakerConfig } from '../../engines/circuit-breaker/policy.ts'
import { duration, quantity } from '../../units.ts'
import type { BreakerParams } from './params.ts'
import { configOf } from './rules.ts'

const window = (config: BreakerConfig): string =>
  config.window === 'calls' ? `last ${config.windowCalls}` : `last ${duration(config.windowTime)}`

/** What opens the breaker, in the words of its arrow. */
function openLabel(config: BreakerConfig): string {
  const above = config.operator === 'above'
  const count = above ? `over ${config.failuresToOpen}` : `${config.failuresToOpen}`
  switch (config.trip) {
    case 'total':
      return `${count} failed<br/>in all`
    case 'consecutive':
      return `${count} failed<br/>in a row`
    case 'count':
      return `${count} of ${window(config)}<br/>failed`
    case 'rate': {
      const share = quantity(config.failureRateToOpen, 'share')
      return `${above ? 'over ' : ''}${share} of<br/>${window(config)} failed`
    }
  }
}

/** Labels of the machine's arrows under the parameters in force. */
export function machineLabels(params: BreakerParams): Readonly<Record<string, string>> {
  const config = configOf(params)
  const grows = config.openWaitGrowth > 1 ? ' or more' : ''
  const byRate = config.verdict === 'rate'
  const probes = config.probesToClose === 1 ? '1 probe' : `${config.probesToClose} probes`
  return {
    opens: openLabel(config),
    opensSlow: `${quantity(config.slowRateToOpen, 'share')} of<br/>${window(config)} slow`,
    halfOpens: `${duration(config.openWait)}${grows}<br/>passed`,
    closes: byRate ? 'enough probes<br/>succeeded' : `${probes}<br/>succeeded`,
    reopens: byRate ? 'too many probes<br/>failed' : 'a probe<br/>failed',
  }
}
