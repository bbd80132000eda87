import { profiled } from '../../engines/circuit-breaker/configuration.ts'
import type { BreakerConfig } from '../../engines/circuit-breaker/policy.ts'
import {
  type Choices,
  numbersRead,
  openChoices,
  type Profile,
  type TunableNumbers,
} from '../../engines/circuit-breaker/profile.ts'
import type { ParamValue } from '../../lab/param.ts'

/** The parameters that make up the rules of the breaker. */
export type Rules = TunableNumbers & Choices & { readonly profile: Profile }

/** The engine's configuration under the parameters. */
export const configOf = (rules: Rules): BreakerConfig => profiled(rules.profile, rules, rules)

type Given = Readonly<Record<string, ParamValue>>

/** The parameters of a run, of which the lab's declaration says that they hold all rules. */
const asRules = (params: Given): Rules => params as unknown as Rules

/** Whether a number matters under the trip rule, window and switches in force. */
function applies(config: BreakerConfig, name: keyof TunableNumbers): boolean {
  switch (name) {
    case 'failuresToOpen':
      return config.trip !== 'rate'
    case 'failureRateToOpen':
      return config.trip === 'rate'
    case 'slowRateToOpen':
    case 'slowAfter':
      return config.slow
    case 'minimumCalls':
      return config.trip === 'rate' || config.trip === 'count' || config.slow
    case 'windowCalls':
      return config.keepsWindow && config.window === 'calls'
    case 'windowTime':
    case 'windowBuckets':
      return config.keepsWindow && config.window === 'time'
    case 'openWaitLongest':
      return config.openWaitGrowth > 1
    default:
      return true
  }
}

/** Whether the breaker reads a number at all, for showing its control. */
export const reads =
  (name: keyof TunableNumbers) =>
  (params: Given): boolean => {
    const rules = asRules(params)
    return numbersRead[rules.profile].includes(name) && applies(configOf(rules), name)
  }

/** Whether the profile leaves a choice to the user, for showing its control. */
export const leavesOpen =
  (choice: keyof Choices) =>
  (params: Given): boolean =>
    openChoices[asRules(params).profile].includes(choice)

/** Whether the window is kept and the profile lets the user choose its kind. */
export const choosesWindow = (params: Given): boolean =>
  leavesOpen('window')(params) && configOf(asRules(params)).keepsWindow
