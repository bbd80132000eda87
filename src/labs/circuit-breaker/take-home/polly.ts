import type { Millis } from '../../../units.ts'
import type { BreakerParams } from '../params.ts'
import { comments, noSlowRate, overTime, type Source, singleProbe, sourceOf, text } from './translation.ts'

/** The shortest sampling duration and break that Polly accepts. */
const SHORTEST = 500

/** A pipeline of Polly v8. */
export function polly(params: BreakerParams): string {
  const source = sourceOf(params)
  const { config } = source
  const rule = overTime(config)
  const notes = [...rule.notes, ...singleProbe(source, 'Polly'), ...noSlowRate(source, 'Polly')]
  if (Math.min(rule.time, config.openWait) < SHORTEST) notes.push('Polly accepts no duration below 500 ms here.')
  if (rule.needed < 2) notes.push('Polly accepts no minimum throughput below 2.')
  if (config.openWaitGrowth > 1) notes.push('HalfOpenAttempts needs a recent Polly 8.')
  return text([
    ...comments('//', notes),
    'using System.Net.Http;',
    'using Polly;',
    'using Polly.CircuitBreaker;',
    'using Polly.Timeout;',
    '',
    'var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()',
    '    .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>',
    '    {',
    `        FailureRatio = ${Number(rule.share.toFixed(6))},`,
    `        SamplingDuration = ${timeSpan(rule.time)},`,
    `        MinimumThroughput = ${Math.max(2, rule.needed)},`,
    ...breaks(source),
    ...handled(params),
    '    })',
    `    .AddTimeout(TimeSpan.FromMilliseconds(${params.callTimeout}))`,
    '    .Build();',
  ])
}

const timeSpan = (time: Millis): string => `TimeSpan.FromMilliseconds(${Math.max(SHORTEST, time)})`

function breaks({ config }: Source): readonly string[] {
  const { openWait, openWaitGrowth, openWaitLongest, openWaitJitter } = config
  if (openWaitGrowth === 1 && openWaitJitter === 0) return [`        BreakDuration = ${timeSpan(openWait)},`]
  const growing = `Math.Min(${openWaitLongest}, ${openWait} * Math.Pow(${openWaitGrowth}, args.HalfOpenAttempts))`
  const wait = openWaitGrowth === 1 ? `${openWait}` : growing
  const jitter = openWaitJitter === 0 ? '' : ` * (1 + ${openWaitJitter} * (2 * Random.Shared.NextDouble() - 1))`
  return [
    '        BreakDurationGenerator = args => new ValueTask<TimeSpan>(',
    `            TimeSpan.FromMilliseconds(${wait}${jitter})),`,
  ]
}

function handled(params: BreakerParams): readonly string[] {
  const predicates = [
    params.countsConnectionErrors ? '.Handle<HttpRequestException>()' : undefined,
    params.countsTimeouts ? '.Handle<TimeoutRejectedException>()' : undefined,
    params.countsServerErrors ? '.HandleResult(response => (int)response.StatusCode >= 500)' : undefined,
    params.countsClientErrors ? '.HandleResult(response => (int)response.StatusCode is >= 400 and < 500)' : undefined,
  ].filter((line) => line !== undefined)
  if (predicates.length === 0) return ['        ShouldHandle = _ => PredicateResult.False(),']
  return [
    '        ShouldHandle = new PredicateBuilder<HttpResponseMessage>()',
    ...predicates.map((line, i) => `            ${line}${i === predicates.length - 1 ? ',' : ''}`),
  ]
}
