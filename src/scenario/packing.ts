import { deflateSync, Inflate, inflateSync, strFromU8, strToU8 } from 'fflate'

/** A packed text that unpacks to more bytes is not unpacked: a short link must not fill the memory. */
export const MOST_UNPACKED = 1_000_000

/** A text deflated and written in the letters of base64url. */
export function packed(text: string): string {
  const bytes = deflateSync(strToU8(text), { level: 9 })
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** What an unpacked text is, and whether all of it could be unpacked. */
export interface Unpacked {
  readonly text: string
  readonly whole: boolean
}

/** The text that was packed; of a damaged or cut one what stands before the damage. Never throws. */
export function unpacked(letters: string): Unpacked {
  const bytes = bytesOf(letters)
  if (!bytes) return { text: '', whole: false }
  try {
    const room = inflateSync(bytes, { out: new Uint8Array(MOST_UNPACKED + 1) })
    if (room.length > MOST_UNPACKED) return { text: '', whole: false }
    return { text: strFromU8(room), whole: true }
  } catch {
    return { text: beginningOf(bytes), whole: false }
  }
}

function bytesOf(letters: string): Uint8Array | undefined {
  const base64 = letters.replaceAll('-', '+').replaceAll('_', '/')
  try {
    return Uint8Array.from(atob(base64.slice(0, base64.length - (base64.length % 4 === 1 ? 1 : 0))), (letter) =>
      letter.charCodeAt(0),
    )
  } catch {
    return undefined
  }
}

function beginningOf(bytes: Uint8Array): string {
  let text = ''
  try {
    const stream = new Inflate((chunk) => {
      if (text.length < MOST_UNPACKED) text += strFromU8(chunk, true)
    })
    stream.push(bytes, false)
  } catch {
    // What came out before the damage is all there is.
  }
  return text.length > MOST_UNPACKED ? '' : text
}
