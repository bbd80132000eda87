const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:[.,]\d+)?))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days from 1970-01-01 to a date of the Gregorian calendar, counted in years that begin in March. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

const leap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/**
 * Seconds since 1970 of an ISO 8601 timestamp; NaN when it is none. Without an offset it is taken as UTC. A leap second
 * is taken as the first second of the next minute.
 */
export function isoTime(text: string): number {
  const [found, y, mo, d, h = '0', mi = '0', s = '0', zone = 'Z'] = ISO.exec(text) ?? []
  if (found === undefined) return NaN
  const [year, month, day] = [Number(y), Number(mo), Number(d)]
  const [hour, minute, second] = [Number(h), Number(mi), Number(s.replace(',', '.'))]
  const longest = (DAYS[month - 1] ?? 0) + (month === 2 && leap(year) ? 1 : 0)
  if (day < 1 || day > longest || hour > 23 || minute > 59 || second >= 61) return NaN
  return dayNumber(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offsetOf(zone)
}

/** Seconds by which a zone is ahead of UTC. */
function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0
  const digits = zone.replace(/\D/g, '')
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2) || 0) * 60
  return zone.startsWith('-') ? -seconds : seconds
}
