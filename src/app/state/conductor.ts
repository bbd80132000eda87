import type { Millis } from '../../units.ts'
import type { ChartWindow, Command, Frame, Job, Progress } from '../../worker/protocol.ts'

/** Who answers commands: the worker's client, or a session in the same thread. */
export interface Client {
  send(command: Command, detail?: ChartWindow, view?: string): Promise<Frame>
  /** Lets it load a lab before it is asked to open it. */
  prepare?(lab: string): void
  /** Works a job aside from the session; gives the last progress. */
  run(job: Job, onProgress: (progress: Progress) => void, signal?: AbortSignal): Promise<Progress>
  close(): void
}

/** What the conductor reads of the page and tells it. */
export interface Score {
  /** Opens a connection; called again after a failure. */
  readonly connect: () => Client
  /** Calls back once before the next picture; never in a hidden tab. */
  readonly nextFrame: (call: (wall: Millis) => void) => void
  readonly wall: () => Millis
  /** Where a playing run should be after `elapsed` wall time; undefined when it is not playing. */
  readonly playTo: (elapsed: Millis) => Command | undefined
  /** The charted span to ask details for. */
  readonly window: () => ChartWindow
  /** The lab's own view that is shown. */
  readonly view: () => string | undefined
  readonly arrived: (frame: Frame) => void
  /** The connection was lost; gives the command that brings the last good position back, or nothing to give up. */
  readonly lost: (failure: unknown) => Command | undefined
}

interface Order {
  readonly command: Command
  readonly done?: (frame: Frame) => void
  /** How far the command had come when it was sent before. */
  readonly before?: Frame
}

/** A gap longer than this between two pictures is not played: the tab slept. */
const LONGEST_STEP = 100
const DETAIL_EVERY = 125

/** Sends one command at a time, at most one per picture while playing; the page's animation frame is its only clock. */
export class Conductor {
  readonly #score: Score
  #client: Client | undefined
  #orders: Order[] = []
  #busy = false
  #waiting = false
  #played: Millis | undefined
  #detailed: Millis = -Infinity
  #detailDue = false
  #settled = false

  constructor(score: Score) {
    this.#score = score
    this.#client = score.connect()
  }

  /**
   * Sends a command in its turn. Settings within one picture become one; a newer place to go to replaces an older. What
   * opens a run is sent at once if nothing is under way: its worker can begin while the page is still being built.
   */
  order(command: Command): Promise<Frame> {
    return new Promise((done) => {
      const last = this.#orders.at(-1)
      const merged = last && merge(last.command, command)
      if (last && merged) {
        this.#orders[this.#orders.length - 1] = {
          command: merged,
          done: (frame) => {
            last.done?.(frame)
            done(frame)
          },
        }
      } else this.#orders.push({ command, done })
      if (command.kind === 'open' && !this.#busy) this.#next(this.#score.wall())
      else this.wake()
    })
  }

  /** Says which lab will be opened next. */
  prepare(lab: string): void {
    this.#client?.prepare?.(lab)
  }

  /** Works a job aside from the session. */
  run(job: Job, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Progress> {
    this.#client ??= this.#score.connect()
    return this.#client.run(job, onProgress, signal)
  }

  /** A command that is still behind is not sent again. */
  settle(): void {
    this.#settled = true
  }

  /** Asks for details once more: the window has changed, or the run came to rest. */
  refresh(): void {
    this.#detailDue = true
    this.wake()
  }

  /** Looks before the next picture whether there is something to send. */
  wake(): void {
    if (this.#waiting || this.#busy) return
    this.#waiting = true
    this.#score.nextFrame((wall) => {
      this.#waiting = false
      this.#next(wall)
    })
  }

  #next(wall: Millis): void {
    if (this.#busy) return
    const order = this.#orders.shift()
    if (order?.before && this.#settled) {
      order.done?.(order.before)
      this.wake()
      return
    }
    if (order) {
      this.#played = undefined
      this.#send(order, this.#score.window())
      return
    }
    const elapsed = this.#played === undefined ? 16 : Math.min(Math.max(0, wall - this.#played), LONGEST_STEP)
    const command = this.#score.playTo(elapsed)
    this.#played = command ? wall : undefined
    if (command) {
      const due = wall - this.#detailed >= DETAIL_EVERY
      this.#send({ command }, due ? this.#score.window() : undefined)
    } else if (this.#detailDue) this.#send({ command: { kind: 'look' } }, this.#score.window())
  }

  #send(order: Order, detail: ChartWindow | undefined): void {
    this.#busy = true
    if (!order.before) this.#settled = false
    if (detail) this.#detailed = this.#score.wall()
    this.#detailDue = !detail
    this.#client ??= this.#score.connect()
    const client = this.#client
    client.send(order.command, detail, this.#score.view()).then(
      (frame) => {
        if (client !== this.#client) return
        this.#busy = false
        const more = frame.behind && order.done && this.#orders.length === 0 ? onward(order.command) : undefined
        if (more) this.#orders.unshift({ ...order, command: more, before: frame })
        this.#score.arrived(frame)
        // The view may have followed the position to where these details do not reach.
        if (detail && !sameWindow(detail, this.#score.window())) this.#detailDue = true
        if (!more) order.done?.(frame)
        this.wake()
      },
      (failure: unknown) => client === this.#client && this.#recover(failure),
    )
  }

  #recover(failure: unknown): void {
    this.#client?.close()
    this.#client = undefined
    this.#busy = false
    this.#orders = []
    const command = this.#score.lost(failure)
    if (command) this.#orders.push({ command })
    this.wake()
  }
}

/** What is sent again while a command is behind. */
function onward(command: Command): Command | undefined {
  if (command.kind === 'go' || command.kind === 'transition') return command
  if (command.kind === 'open' && command.position) return { kind: 'go', to: command.position, jump: true, budget: 50 }
  return undefined
}

const sameWindow = (one: ChartWindow, other: ChartWindow): boolean => one.from === other.from && one.to === other.to

function merge(before: Command, after: Command): Command | undefined {
  if (before.kind === 'go' && after.kind === 'go') return after
  if (before.kind !== 'act' || after.kind !== 'act') return undefined
  if (before.act.do !== undefined || after.act.do !== undefined) return undefined
  return { kind: 'act', act: { set: { ...before.act.set, ...after.act.set } } }
}
