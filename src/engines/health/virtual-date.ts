import type { Millis } from '../../units.ts'

const DAY = 86_400_000
/** 2026-01-01, the day on which virtual time begins, counted from 0000-03-01 of the Gregorian calendar. */
const FIRST_DAY = 739_922
const DAYS_IN_400_YEARS = 146_097

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0')

/**
 * A moment of virtual time as RFC 3339 writes it. Virtual time 0 is 2026-01-01T00:00:00.000Z, by definition; calendar
 * arithmetic of its own (Hinnant's days-to-civil), since there is no clock here.
 */
export function virtualDate(time: Millis): string {
  const whole = Math.floor(time)
  const days = Math.floor(whole / DAY)
  const inDay = whole - days * DAY
  const day = FIRST_DAY + days
  const era = Math.floor(day / DAYS_IN_400_YEARS)
  const ofEra = day - era * DAYS_IN_400_YEARS
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const dayOfMonth = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const calendarYear = year + era * 400 + (month <= 2 ? 1 : 0)
  const clock = [Math.floor(inDay / 3_600_000), Math.floor(inDay / 60_000) % 60, Math.floor(inDay / 1000) % 60]
  const date = `${padded(calendarYear, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`
  return `${date}T${clock.map((part) => padded(part, 2)).join(':')}.${padded(inDay % 1000, 3)}Z`
}
