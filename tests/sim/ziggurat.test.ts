import { describe, expect, test } from 'vitest'
import { exponentialLayers, normalLayers, type Ziggurat } from '../../src/sim/ziggurat.ts'

const layersOf = ({ edges, heights }: Ziggurat) =>
  Array.from({ length: edges.length - 1 }, (_, i) => ({
    edge: edges[i] as number,
    inner: edges[i + 1] as number,
    low: heights[i] as number,
    high: heights[i + 1] as number,
  }))

describe.each([
  ['exponential', exponentialLayers, (x: number) => Math.exp(-x)],
  ['normal', normalLayers, (x: number) => Math.exp((-x * x) / 2)],
] as const)('the ziggurat of the %s distribution', (_, ziggurat, density) => {
  test('has 256 layers that grow narrower up to the top of the density', () => {
    const layers = layersOf(ziggurat)
    expect(layers).toHaveLength(256)
    for (const { edge, inner } of layers) expect(inner).toBeLessThan(edge)
    expect([ziggurat.edges[256], ziggurat.heights[256]]).toEqual([0, 1])
  })

  test('touches the density at each edge', () => {
    for (const [i, edge] of ziggurat.edges.entries()) expect(ziggurat.heights[i]).toBeCloseTo(density(edge), 14)
  })

  test('has layers of one area, of which the lowest holds the tail', () => {
    const [lowest, ...others] = layersOf(ziggurat)
    const area = (lowest?.edge ?? NaN) * density(lowest?.inner ?? NaN)
    for (const { edge, low, high } of others) expect((edge * (high - low)) / area).toBeCloseTo(1, 10)
  })
})
