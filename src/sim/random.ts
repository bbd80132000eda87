import type { Millis } from '../units.ts'
import { exp, log } from './exact.ts'
import { exponentialLayers, LAYER, normalLayers } from './ziggurat.ts'

const WORDS = 4
const WARM_UP = 12
const UNIT = 1 / 9007199254740992

/**
 * One named stream of chance: sfc32 (Doty-Humphrey's small fast counter generator), seeded from the run's seed and the
 * stream's name. Its whole state is four words of `state`, so a copy of those words is a copy of its future.
 */
export class Random {
  readonly #state: Int32Array

  constructor(state: Int32Array, at: number) {
    this.#state = state.subarray(at, at + WORDS)
  }

  /** The next 32 bits, as a signed integer. */
  bits(): number {
    const state = this.#state
    const b = state[1] as number
    const c = state[2] as number
    const counter = state[3] as number
    const sum = ((((state[0] as number) + b) | 0) + counter) | 0
    state[0] = b ^ (b >>> 9)
    state[1] = (c + (c << 3)) | 0
    state[2] = (((c << 21) | (c >>> 11)) + sum) | 0
    state[3] = (counter + 1) | 0
    return sum
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number {
    return draw(this.#state)[0] as number
  }

  /** True with probability `share`; draws even for 0 and 1, so that moving a slider does not shift the stream. */
  chance(share: number): boolean {
    return this.uniform() < share
  }

  /** A whole number in [0, n), every one equally likely to within n · 2⁻⁵³. */
  below(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  /** Exponential with the given mean (Erlang's gap between arrivals of a Poisson process), by the ziggurat. */
  exponential(mean: Millis): Millis {
    return mean * (drawExponential(this.#state)[0] as number)
  }

  /** Normal, by the ziggurat. */
  normal(mean: number, deviation: number): number {
    return mean + deviation * (drawNormal(this.#state)[0] as number)
  }

  /** Log-normal with the given mean and coefficient of variation (deviation ÷ mean). */
  lognormal(mean: number, variation: number): number {
    const variance = log(1 + variation * variation)
    return mean * exp(this.normal(-variance / 2, Math.sqrt(variance)))
  }

  /** Pareto with the given mean and shape (above 1): heavy tail, smallest value mean · (shape − 1) ÷ shape. */
  pareto(mean: number, shape: number): number {
    return ((mean * (shape - 1)) / shape) * exp(-log(1 - this.uniform()) / shape)
  }
}

/** What was drawn last. A number that is handed over in an array needs no box on the heap. */
const drawn = new Float64Array(1)
/** The 11 bits that the number drawn last has left over of its two words: a layer of a ziggurat and a sign. */
const spare = new Int32Array(1)
const NEGATIVE = LAYER + 1

/** Uniform in [0, 1): the upper 26 of the next 32 bits and the upper 27 of those after, as a multiple of 2⁻⁵³. */
function draw(state: Int32Array): Float64Array {
  const b = state[1] as number
  const c = state[2] as number
  const counter = state[3] as number
  const high = ((((state[0] as number) + b) | 0) + counter) | 0
  const nextB = (c + (c << 3)) | 0
  const nextC = (((c << 21) | (c >>> 11)) + high) | 0
  const low = ((((b ^ (b >>> 9)) + nextB) | 0) + ((counter + 1) | 0)) | 0
  state[0] = nextB ^ (nextB >>> 9)
  state[1] = (nextC + (nextC << 3)) | 0
  state[2] = (((nextC << 21) | (nextC >>> 11)) + low) | 0
  state[3] = (counter + 2) | 0
  drawn[0] = (high >>> 6) * (1 / 67108864) + (low >>> 5) * UNIT
  spare[0] = ((high & 63) << 5) | (low & 31)
  return drawn
}

/** Exponential with mean 1. */
function drawExponential(state: Int32Array): Float64Array {
  const { edges } = exponentialLayers
  const uniform = draw(state)[0] as number
  const layer = (spare[0] as number) & LAYER
  const gap = uniform * (edges[layer] as number)
  drawn[0] = gap
  return gap < (edges[layer + 1] as number) ? drawn : exponentialAtEdge(state, layer, gap)
}

/** Of 100 draws one lies where a layer crosses the density. */
function exponentialAtEdge(state: Int32Array, layer: number, gap: number): Float64Array {
  const { edges, heights } = exponentialLayers
  if (layer === 0) {
    // What lies beyond a place is distributed as the whole is.
    drawn[0] = (edges[1] as number) + (drawExponential(state)[0] as number)
    return drawn
  }
  const height = between(heights, layer, draw(state)[0] as number)
  if (height >= exp(-gap)) return drawExponential(state)
  drawn[0] = gap
  return drawn
}

/** Normal with mean 0 and deviation 1. */
function drawNormal(state: Int32Array): Float64Array {
  const { edges } = normalLayers
  const uniform = draw(state)[0] as number
  const bits = spare[0] as number
  const layer = bits & LAYER
  const size = uniform * (edges[layer] as number)
  drawn[0] = (bits & NEGATIVE) === 0 ? size : -size
  return size < (edges[layer + 1] as number) ? drawn : normalAtEdge(state, layer, drawn[0] as number)
}

function normalAtEdge(state: Int32Array, layer: number, value: number): Float64Array {
  const { edges, heights } = normalLayers
  if (layer === 0) {
    const beyond = (edges[1] as number) + beyondTail(state, edges[1] as number)
    drawn[0] = value < 0 ? -beyond : beyond
    return drawn
  }
  const height = between(heights, layer, draw(state)[0] as number)
  if (height >= exp(-0.5 * value * value)) return drawNormal(state)
  drawn[0] = value
  return drawn
}

/** How far beyond `tail` a normal number lies that is beyond it (Marsaglia 1964). */
function beyondTail(state: Int32Array, tail: number): number {
  for (;;) {
    const beyond = (drawExponential(state)[0] as number) / tail
    if (2 * (drawExponential(state)[0] as number) > beyond * beyond) return beyond
  }
}

/** A height between those of a layer's lower and upper side. */
const between = (heights: Float64Array, layer: number, share: number): number =>
  (heights[layer] as number) + share * ((heights[layer + 1] as number) - (heights[layer] as number))

/** A 32-bit hash of a text (FNV-1a), for seeds and digests. */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start | 0
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

const mixed = (word: number): number => {
  let z = word | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return z ^ (z >>> 15)
}

/** The state of the streams named, one after the other, as they start under `seed` (a whole number). */
export function seededStreams(seed: number, names: readonly string[]): Int32Array {
  const state = new Int32Array(names.length * WORDS)
  names.forEach((name, index) => {
    const at = index * WORDS
    const low = hashText(name, mixed(seed >>> 0))
    state[at] = mixed(low + 0x9e3779b9)
    state[at + 1] = mixed(low + 0x3c6ef372 + Math.floor(seed / 4294967296))
    state[at + 2] = mixed(low + 0xdaa66d2b)
    state[at + 3] = 1
    const stream = new Random(state, at)
    for (let i = 0; i < WARM_UP; i += 1) stream.bits()
  })
  return state
}

/** The streams over `state`, by name. */
export function streams<Name extends string>(
  state: Int32Array,
  names: readonly Name[],
): Readonly<Record<Name, Random>> {
  return Object.fromEntries(names.map((name, i) => [name, new Random(state, i * WORDS)])) as Record<Name, Random>
}
