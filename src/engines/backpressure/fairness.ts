/**
 * Jain's index of how fair shares are: (Σx)² ÷ (n Σx²), 1 when all are equal and k ÷ n when k of n share and the rest
 * have nothing. NaN when nobody has anything.
 */
export function jainIndex(shares: ArrayLike<number>): number {
  let sum = 0
  let squares = 0
  for (let i = 0; i < shares.length; i += 1) {
    const share = shares[i] as number
    sum += share
    squares += share * share
  }
  return (sum * sum) / (shares.length * squares)
}
