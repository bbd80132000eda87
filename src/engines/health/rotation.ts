/** Which hosts a load balancer sends traffic to, as plain data. */
export interface Rotation {
  /** 1 for hosts that exist; a host that does not is never used and counts nowhere. */
  readonly present: Uint8Array
  /** 1 for hosts that active checks, or the readiness of an orchestrator, let in. */
  readonly passing: Uint8Array
  /** Hosts that traffic goes to, the first `size` of them. */
  readonly pool: Int32Array
  size: number
  /** Hosts that are present, passing, and not ejected. */
  available: number
  /** Hosts that are present. */
  hosts: number
  /** Too few hosts are available: traffic goes to all that are present. */
  panic: boolean
  /** Times that panic began. */
  panics: number
  /** Where round robin stands. */
  turn: number
}

/** Hosts that are all present, and passing or not. */
export function createRotation(hosts: number, passing: boolean): Rotation {
  return {
    present: new Uint8Array(hosts).fill(1),
    passing: new Uint8Array(hosts).fill(passing ? 1 : 0),
    pool: Int32Array.from({ length: hosts }, (_, host) => host),
    size: passing ? hosts : 0,
    available: passing ? hosts : 0,
    hosts,
    panic: false,
    panics: 0,
    turn: 0,
  }
}

/**
 * Whether so few hosts are available that their verdicts are not believed: available < threshold · hosts. A threshold
 * of 0 never panics; Envoy's is 0.5.
 */
export const inPanic = (available: number, hosts: number, threshold: number): boolean => available < threshold * hosts

/**
 * Works out anew who gets traffic, after any change of who is present, passing or ejected (1 in `ejected`): the hosts
 * available, or in panic all that are present. True when panic began or ended.
 */
export function rotate(rotation: Rotation, panicThreshold: number, ejected?: Uint8Array): boolean {
  const { present, passing, pool } = rotation
  let hosts = 0
  let available = 0
  for (let host = 0; host < present.length; host += 1) {
    if (present[host] === 0) continue
    hosts += 1
    if (passing[host] === 1 && ejected?.[host] !== 1) {
      pool[available] = host
      available += 1
    }
  }
  const before = rotation.panic
  rotation.hosts = hosts
  rotation.available = available
  rotation.size = available
  rotation.panic = inPanic(available, hosts, panicThreshold)
  if (rotation.panic) {
    rotation.size = 0
    for (let host = 0; host < present.length; host += 1) {
      if (present[host] === 1) {
        pool[rotation.size] = host
        rotation.size += 1
      }
    }
    if (!before) rotation.panics += 1
  }
  return before !== rotation.panic
}

/** The host for the next request, in turn; −1 when there is none, and the balancer itself answers 503. */
export function nextHost(rotation: Rotation): number {
  if (rotation.size === 0) return -1
  const at = rotation.turn % rotation.size
  rotation.turn = at + 1
  return rotation.pool[at] as number
}
