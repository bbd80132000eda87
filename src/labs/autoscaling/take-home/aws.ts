import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { limitsOf, stepConfig } from '../rules.ts'
import { comments, indented, plain, seconds, text } from './lines.ts'

/** A resource of Terraform. */
const resource = (type: string, name: string, lines: readonly string[]): readonly string[] => [
  `resource "${type}" "${name}" {`,
  ...indented(lines, 2),
  '}',
]

/** Lines of a block. */
const block = (name: string, lines: readonly string[]): readonly string[] => [`${name} {`, ...indented(lines, 2), '}']

/** Whole minutes: EC2 tells its CPU once a minute at best, and a shorter alarm on it would see nothing most times. */
const alarmPeriod = (time: Millis): number => 60 * Math.max(1, Math.ceil(time / 60_000))

/** Target tracking of an ECS service, in Terraform. */
export function targetTracking(params: ScalingParams): string {
  const { min, max } = limitsOf(params)
  const { target, cooldownOut, cooldownIn, disableScaleIn } = params
  const usual = params.periodsHigh === 3 && params.periodsLow === 15 && params.lowShare === 0.9
  const notes = [
    ...otherPolicy(params, 'tracking', 'target tracking'),
    ...(usual
      ? []
      : ['The alarms are made by AWS: 3 minutes above the target, 15 below 90 % of it; they cannot be set.']),
  ]
  return text([
    ...comments(notes),
    ...resource('aws_appautoscaling_target', 'shop', [
      'service_namespace  = "ecs"',
      'resource_id        = "service/cluster/shop"',
      'scalable_dimension = "ecs:service:DesiredCount"',
      `min_capacity       = ${min}`,
      `max_capacity       = ${max}`,
    ]),
    '',
    ...resource('aws_appautoscaling_policy', 'shop_cpu', [
      'name               = "shop-cpu"',
      'policy_type        = "TargetTrackingScaling"',
      'service_namespace  = aws_appautoscaling_target.shop.service_namespace',
      'resource_id        = aws_appautoscaling_target.shop.resource_id',
      'scalable_dimension = aws_appautoscaling_target.shop.scalable_dimension',
      '',
      ...block('target_tracking_scaling_policy_configuration', [
        `target_value       = ${plain(target * 100)}`,
        `scale_out_cooldown = ${seconds(cooldownOut)}`,
        `scale_in_cooldown  = ${seconds(cooldownIn)}`,
        `disable_scale_in   = ${disableScaleIn}`,
        '',
        ...block('predefined_metric_specification', ['predefined_metric_type = "ECSServiceAverageCPUUtilization"']),
      ]),
    ]),
  ])
}

/** Step scaling of an EC2 Auto Scaling group, in Terraform: two policies and the alarms that call them. */
export function stepScaling(params: ScalingParams): string {
  const config = stepConfig(params)
  const notes = [
    ...otherPolicy(params, 'steps', 'step scaling'),
    'The group itself (min_size, max_size) is yours; CPU is the average of its instances.',
    ...periodNotes(params),
  ]
  const steps = config.high.steps.filter(({ from }, i, all) => from !== all[i + 1]?.from)
  const up = steps.map(({ from, change }, i) => step(config.adjusts, change, from, steps[i + 1]?.from, 'up'))
  const down = config.low.steps.map(({ from, change }, i) =>
    step(config.adjusts, -change, from, config.low.steps[i + 1]?.from, 'down'),
  )
  return text([
    ...comments(notes),
    ...policy(params, 'up', up),
    '',
    ...policy(params, 'down', down),
    '',
    ...alarm('up', 'GreaterThanOrEqualToThreshold', config.high.threshold, config.periodsHigh, params.evaluatePeriod),
    '',
    ...alarm('down', 'LessThanOrEqualToThreshold', config.low.threshold, config.periodsLow, params.evaluatePeriod),
  ])
}

function policy(params: ScalingParams, way: 'up' | 'down', steps: readonly (readonly string[])[]): readonly string[] {
  const share = params.adjusts === 'share'
  return resource('aws_autoscaling_policy', `shop_${way}`, [
    `name                      = "shop-${way}"`,
    'autoscaling_group_name    = aws_autoscaling_group.shop.name',
    'policy_type               = "StepScaling"',
    `adjustment_type           = "${share ? 'PercentChangeInCapacity' : 'ChangeInCapacity'}"`,
    ...(share ? ['min_adjustment_magnitude  = 1'] : []),
    `estimated_instance_warmup = ${seconds(params.startUp + params.warmUp)}`,
    ...steps.flat(),
  ])
}

/** One step: how far beyond the threshold it begins and ends, in per cent of CPU. */
function step(
  adjusts: 'count' | 'share',
  change: number,
  from: number,
  to: number | undefined,
  way: 'up' | 'down',
): readonly string[] {
  const near = plain((way === 'up' ? 1 : -1) * from * 100)
  const far = to === undefined ? undefined : plain((way === 'up' ? 1 : -1) * to * 100)
  const [lower, upper] = way === 'up' ? [near, far] : [far, near]
  return [
    '',
    ...block('step_adjustment', [
      `scaling_adjustment          = ${plain(adjusts === 'share' ? change * 100 : change)}`,
      ...(lower === undefined ? [] : [`metric_interval_lower_bound = ${lower}`]),
      ...(upper === undefined ? [] : [`metric_interval_upper_bound = ${upper}`]),
    ]),
  ]
}

const alarm = (
  way: 'up' | 'down',
  comparison: string,
  threshold: number,
  periods: number,
  period: Millis,
): readonly string[] =>
  resource('aws_cloudwatch_metric_alarm', `shop_${way}`, [
    `alarm_name          = "shop-${way}"`,
    'namespace           = "AWS/EC2"',
    'metric_name         = "CPUUtilization"',
    'statistic           = "Average"',
    `comparison_operator = "${comparison}"`,
    `threshold           = ${plain(threshold * 100)}`,
    `period              = ${alarmPeriod(period)}`,
    `evaluation_periods  = ${periods}`,
    `alarm_actions       = [aws_autoscaling_policy.shop_${way}.arn]`,
    'dimensions          = { AutoScalingGroupName = aws_autoscaling_group.shop.name }',
  ])

const otherPolicy = (
  { policy: present }: ScalingParams,
  own: ScalingParams['policy'],
  name: string,
): readonly string[] =>
  present === own ? [] : [`Another policy is in force here; these are the settings of ${name} as they stand.`]

function periodNotes({ evaluatePeriod }: ScalingParams): readonly string[] {
  const period = alarmPeriod(evaluatePeriod)
  return [
    'EC2 tells its CPU every minute with detailed monitoring, else every 5.',
    ...(period * 1000 === evaluatePeriod
      ? []
      : [
          `The alarms look every ${period} s, not every ${seconds(evaluatePeriod)} s; ` +
            '10 and 30 s are for metrics of your own.',
        ]),
  ]
}
