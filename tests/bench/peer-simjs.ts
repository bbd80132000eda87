import { seededStreams, streams } from '../../src/sim/random.ts'
import { checksumAfter } from './hold.ts'
import { type Extent, type Measure, perUnit } from './model.ts'
import { peers } from './npm.ts'

interface Request {
  done(callback: () => void): void
}

interface Entity {
  setTimer(duration: number): Request
}

interface Simulator {
  time(): number
  simulate(end: number, events: number): boolean
  addEntity(kind: new (...args: never[]) => Entity, name: string, ...args: unknown[]): Entity
}

interface Library {
  readonly Sim: new () => Simulator
  readonly Entity: new (...args: never[]) => Entity
}

/** HOLD on the npm simulator simjs, which exports nothing but leaves its library in a window. */
export function holdSimjs({ size, warm, events }: Extent): Measure {
  const window: { Sim?: Library } = {}
  Object.assign(globalThis, { window })
  peers('simjs')
  const library = window.Sim
  if (!library) throw new Error('simjs did not put itself into the window')
  const { gap } = streams(seededStreams(1, ['gap']), ['gap'])
  let fired = 0
  let checksum = 0
  class Timer extends library.Entity {
    number = 0
    start(number: number): void {
      this.number = number
      this.setTimer(gap.exponential(1)).done(this.fire)
    }
    readonly fire = (): void => {
      fired += 1
      checksum = checksumAfter(checksum, this.number)
      this.setTimer(gap.exponential(1)).done(this.fire)
    }
  }
  const simulator = new library.Sim()
  for (let timer = 0; timer < size; timer += 1) simulator.addEntity(Timer, `timer ${timer}`, timer)
  simulator.simulate(Infinity, warm)
  const nanoseconds = perUnit(
    () => fired,
    () => simulator.simulate(Infinity, events),
  )
  return { nanoseconds, clock: simulator.time(), counts: [fired, checksum >>> 0] }
}
