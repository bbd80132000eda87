import { addressOf, burstOf, comments, hasBucket, hasWindow, type LimiterNumbers, plain, text } from './numbers.ts'

/** `limit_req` of NGINX: a leaky bucket, with or without its queue. */
export function nginx(numbers: LimiterNumbers): string {
  const zones = zonesOf(numbers)
  return text([
    '# In http; the key is the user, here from a header: a request without it is not limited',
    ...comments('#', notesOf(numbers, zones)),
    ...zones.map(({ key, name, rate }) => `limit_req_zone ${key} zone=${name}:10m rate=${written(rate)};`),
    'limit_req_status 429; # 503 unless said otherwise',
    '',
    '# In server or location: each limit must pass',
    ...zones.map(({ name, burst, delays }) => {
      const extra = burst > 0 ? ` burst=${burst}${delays ? '' : ' nodelay'}` : ''
      return `limit_req zone=${name}${extra};`
    }),
  ])
}

interface Zone {
  readonly key: string
  readonly name: string
  /** Requests a second. */
  readonly rate: number
  /** Requests beyond the one that is due: excess above it is refused. */
  readonly burst: number
  /** Excess waits for its turn, or goes at once. */
  readonly delays: boolean
}

const USER = '$http_x_user'

function zonesOf(numbers: LimiterNumbers): readonly Zone[] {
  const { ratePerSecond: rate, limit, window, globalPerSecond } = numbers
  const delays = numbers.algorithm === 'leakyQueue'
  const zones: Zone[] = []
  if (hasBucket(numbers)) zones.push({ key: USER, name: 'user', rate, burst: burstOf(numbers) - 1, delays })
  if (hasWindow(numbers)) {
    const name = zones.length > 0 ? 'sustained' : 'user'
    zones.push({ key: USER, name, rate: (limit * 1000) / window, burst: limit - 1, delays: false })
  }
  const address = addressOf(numbers)
  if (address) {
    const perSecond = (address.limit * 1000) / address.window
    zones.push({
      key: '$binary_remote_addr',
      name: 'address',
      rate: perSecond,
      burst: address.limit - 1,
      delays: false,
    })
  }
  if (globalPerSecond !== undefined) {
    zones.push({ key: '$server_name', name: 'all', rate: globalPerSecond, burst: globalPerSecond - 1, delays: false })
  }
  return zones.map((zone) => ({ ...zone, burst: Math.max(0, Math.floor(zone.burst)) }))
}

/** NGINX takes whole requests a second or a minute. */
function written(rate: number): string {
  if (Number.isInteger(rate) && rate > 0) return `${rate}r/s`
  return `${Math.max(1, Math.round(rate * 60))}r/m`
}

const rounded = (rate: number): boolean => !Number.isInteger(rate) && !Number.isInteger(plain(rate * 60))

/** Kept as thousandths of a request a second, whatever the unit. */
const truncated = (rate: number): boolean => !rounded(rate) && !Number.isInteger(plain(rate * 1000))

function notesOf(numbers: LimiterNumbers, zones: readonly Zone[]): readonly (string | undefined)[] {
  const windowed = hasWindow(numbers) || addressOf(numbers) !== undefined
  return [
    'burst counts what comes beyond the request that is due: 1 + burst pass at once.',
    ...(windowed
      ? [
          'Windows have no counterpart here: a bucket of the same limit and mean rate,',
          'which may let through up to twice as many in one window.',
        ]
      : []),
    zones.some(({ rate }) => rounded(rate))
      ? 'Rates are whole requests a second or a minute: rounded to a minute.'
      : undefined,
    zones.some(({ rate }) => truncated(rate))
      ? 'NGINX keeps rates in thousandths of a request a second: rounded down.'
      : undefined,
    numbers.algorithm === 'distributed'
      ? 'The zone is shared by the workers of one NGINX only, not by several gateways.'
      : undefined,
    'NGINX sends no Retry-After. limit_req_dry_run on; counts without refusing.',
  ]
}
