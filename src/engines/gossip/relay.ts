import { longer } from './mail.ts'

const FIRST_CAPACITY = 32

/** Probes that helpers make for others and whose failure they will report: slots that live until their timer fires. */
export interface Relays {
  helper: Uint16Array
  origin: Uint16Array
  probe: Int32Array
  answered: Uint8Array
  free: Int32Array
  freed: number
}

export const createRelays = (): Relays => ({
  helper: new Uint16Array(FIRST_CAPACITY),
  origin: new Uint16Array(FIRST_CAPACITY),
  probe: new Int32Array(FIRST_CAPACITY),
  answered: new Uint8Array(FIRST_CAPACITY),
  free: Int32Array.from({ length: FIRST_CAPACITY }, (_, i) => FIRST_CAPACITY - 1 - i),
  freed: FIRST_CAPACITY,
})

/** `helper` probes for probe number `probe` of `origin`. */
export function openRelay(relays: Relays, helper: number, origin: number, probe: number): number {
  if (relays.freed === 0) grow(relays)
  relays.freed -= 1
  const slot = relays.free[relays.freed] as number
  relays.helper[slot] = helper
  relays.origin[slot] = origin
  relays.probe[slot] = probe
  relays.answered[slot] = 0
  return slot
}

/** An answer came back to `helper`; nothing happens if the relay has meanwhile ended and its slot serves another. */
export function answerRelay(relays: Relays, slot: number, helper: number, origin: number, probe: number): void {
  const same = relays.helper[slot] === helper && relays.origin[slot] === origin && relays.probe[slot] === probe
  if (same) relays.answered[slot] = 1
}

/** The timer of the relay fires; true if no answer had come. */
export function closeRelay(relays: Relays, slot: number): boolean {
  relays.free[relays.freed] = slot
  relays.freed += 1
  return relays.answered[slot] === 0
}

function grow(relays: Relays): void {
  const old = relays.helper.length
  const length = old * 2
  relays.helper = longer(relays.helper, new Uint16Array(length))
  relays.origin = longer(relays.origin, new Uint16Array(length))
  relays.probe = longer(relays.probe, new Int32Array(length))
  relays.answered = longer(relays.answered, new Uint8Array(length))
  relays.free = new Int32Array(length)
  for (let slot = length - 1; slot >= old; slot -= 1) {
    relays.free[relays.freed] = slot
    relays.freed += 1
  }
}
