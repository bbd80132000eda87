/**
 * Logarithm and exponential from exactly specified operations only (+ − × ÷ and bit access), so that every engine gives
 * the same bits; the built-in ones differ in the last bit between browsers.
 */
const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
double[0] = 1
const HIGH = words[1] === 0x3ff00000 ? 1 : 0
const BIAS = 1023

/**
 * At i, 2 to the 1023 − i: the factor that brings a number with the exponent bits i into [1, 2). A product with it is
 * exact, and much faster than writing the bits, since reading what was written in halves makes a processor wait.
 */
const SCALES = new Float64Array(2 * BIAS + 1).fill(1)
for (let i = BIAS + 1; i < SCALES.length; i += 1) SCALES[i] = (SCALES[i - 1] as number) / 2
for (let i = BIAS - 1; i >= 0; i -= 1) SCALES[i] = (SCALES[i + 1] as number) * 2

/** The leading 32 bits of ln 2, so that a small integer times it is exact, and what is left. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INVERSE_LN2 = 1.4426950408889634
const SMALLEST_NORMAL = 2.2250738585072014e-308
const SUBNORMAL_SCALE = 18014398509481984
const LARGEST_EXPONENT = 709.782712893384
const SMALLEST_EXPONENT = -745.1332191019412

/** Natural logarithm, within 2 units in the last place; −∞ at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  const normal = x < SMALLEST_NORMAL ? x * SUBNORMAL_SCALE : x
  double[0] = normal
  const bits = (words[HIGH] as number) >>> 20
  let exponent = bits - (x < SMALLEST_NORMAL ? BIAS + 54 : BIAS)
  let mantissa = normal * (SCALES[bits] as number)
  const upper = +(mantissa > 1.4142135623730951)
  mantissa *= 1 - 0.5 * upper
  exponent += upper
  const f = mantissa - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = 1 / 5 + w * (1 / 9 + w * (1 / 13 + w * (1 / 17 + w * (1 / 21))))
  const even = 1 / 3 + w * (1 / 7 + w * (1 / 11 + w * (1 / 15 + w * (1 / 19))))
  const tail = z * (even + z * odd)
  const half = f * f * 0.5
  return exponent * LN2_HIGH - (half - (s * (half + 2 * tail) + exponent * LN2_LOW) - f)
}

/** e to the x, within 2 units in the last place; 0 below −745.13…, ∞ above 709.78… . */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > LARGEST_EXPONENT) return Infinity
  if (x < SMALLEST_EXPONENT) return 0
  const k = Math.floor(x * INVERSE_LN2 + 0.5)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  let sum = 1 / 87178291200
  for (let n = 13; n >= 0; n -= 1) sum = sum * r + (INVERSE_FACTORIALS[n] as number)
  return scaled(sum, k)
}

const INVERSE_FACTORIALS: readonly number[] = Array.from({ length: 14 }, (_, n) => {
  let product = 1
  for (let factor = 2; factor <= n; factor += 1) product *= factor
  return 1 / product
})

const powerOfTwo = (k: number): number => SCALES[BIAS - k] as number

/** `value` times 2 to the k, in steps that stay in range. */
function scaled(value: number, k: number): number {
  if (k > 1000) return value * powerOfTwo(1000) * powerOfTwo(k - 1000)
  if (k < -1000) return value * powerOfTwo(-1000) * powerOfTwo(k + 1000)
  return value * powerOfTwo(k)
}

/** `base` (above 0) to the power `exponent`, by `exp(exponent · log(base))`. */
export const power = (base: number, exponent: number): number => (base === 0 ? 0 : exp(exponent * log(base)))
