import { exp, log } from './exact.ts'

/** Layers of a ziggurat; which one is drawn takes as many bits as `LAYER` has. */
const LAYERS = 256
/** The bits of a word that name the layer. */
export const LAYER = LAYERS - 1

/**
 * A falling density cut into layers of equal area (Marsaglia and Tsang, The Ziggurat Method, 2000). Layer i reaches
 * from 0 to `edges[i]`, and what lies below `edges[i + 1]` is under the density whatever its height; the lowest layer
 * holds the tail beyond `edges[1]` too.
 */
export interface Ziggurat {
  readonly edges: Float64Array
  /** The density at each edge. */
  readonly heights: Float64Array
}

/** The ziggurat of a density with height 1 at 0, whose tail begins at `tail`; all areas are `area`. */
function ziggurat(
  tail: number,
  area: number,
  density: (x: number) => number,
  at: (height: number) => number,
): Ziggurat {
  const edges = new Float64Array(LAYERS + 1)
  edges[0] = area / density(tail)
  edges[1] = tail
  for (let i = 2; i < LAYERS; i += 1) {
    const below = edges[i - 1] as number
    edges[i] = at(area / below + density(below))
  }
  return { edges, heights: edges.map(density) }
}

const EXPONENTIAL_TAIL = 7.69711747013105
const NORMAL_TAIL = 3.6541528853610088

/** e⁻ˣ. */
export const exponentialLayers = ziggurat(
  EXPONENTIAL_TAIL,
  (EXPONENTIAL_TAIL + 1) * exp(-EXPONENTIAL_TAIL),
  (x) => exp(-x),
  (height) => -log(height),
)

/** e to the −x²/2, for x ≥ 0; its area, tail included, is from the complementary error function. */
export const normalLayers = ziggurat(
  NORMAL_TAIL,
  0.004928673233974658,
  (x) => exp(-0.5 * x * x),
  (height) => Math.sqrt(-2 * log(height)),
)
