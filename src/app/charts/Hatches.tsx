/** The hatches of the states, once in the page so that all parts share its theme: `url(#hatch-refused)`. */
export function Hatches() {
  return (
    <svg id="hatches" className="hatches" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch-refused" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--failed)" />
          <rect x="2" width="2.2" height="6" fill="var(--failed-ink)" fillOpacity="0.55" />
        </pattern>
        <pattern id="hatch-caution" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="4" height="4" fill="var(--caution)" />
          <rect x="1" width="1" height="4" fill="var(--caution-ink)" fillOpacity="0.6" />
        </pattern>
        <pattern id="hatch-idle" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="var(--idle)" />
          <circle cx="1" cy="1" r="0.75" fill="var(--idle-tint)" />
          <circle cx="3" cy="3" r="0.75" fill="var(--idle-tint)" />
        </pattern>
        <pattern id="hatch-suspect" width="3.5" height="3.5" patternUnits="userSpaceOnUse">
          <rect width="3.5" height="3.5" fill="var(--suspect)" />
          <rect x="1" width="1" height="3.5" fill="var(--suspect-ink)" fillOpacity="0.6" />
        </pattern>
      </defs>
    </svg>
  )
}
