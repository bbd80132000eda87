/** The mark and name, leading home. */
export function Brand() {
  return (
    <a className="brand" href="#/" aria-label="Setpoint, home">
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden>
        <rect x="1" y="1" width="18" height="18" rx="5" />
        <path className="goal" d="M4 9h12" />
        <path d="M3.6 15c3 0 2.600-10.300 5-10.300s1.800 6.300 3.900 6.300 1.600-2 3.700-2" />
      </svg>
      Setpoint
    </a>
  )
}
