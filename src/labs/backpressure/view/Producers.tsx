import { number } from '../../../units.ts'
import { Lamp } from './Lamp.tsx'
import type { Picture, PictureProducer } from './picture.ts'

/** What each producer sends, would like to send, and was told. */
export function Producers({ picture }: { readonly picture: Picture }) {
  return (
    <section className="pressure-station pressure-producers" aria-label="Producers">
      <h2>Producers</h2>
      <ol>
        {picture.producers.map((producer, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a producer is its place
          <Producer key={place} producer={producer} place={place} fastest={picture.fastest} />
        ))}
      </ol>
    </section>
  )
}

interface ProducerProps {
  readonly producer: PictureProducer
  readonly place: number
  readonly fastest: number
}

const width = (rate: number, fastest: number) => ({ inlineSize: `${fastest > 0 ? (rate / fastest) * 100 : 0}%` })

function Producer({ producer: { doing, heard, rate, wanted }, place, fastest }: ProducerProps) {
  return (
    <li>
      <Lamp signal={heard} />
      <span className="pressure-name">Producer {place + 1}</span>
      <span className="pressure-doing">{doing}</span>
      <b>{number(Math.round(rate * 10) / 10)}/s</b>
      <span className="pressure-rate" aria-hidden>
        <i className="wanted" style={width(wanted, fastest)} />
        <i style={width(rate, fastest)} />
      </span>
    </li>
  )
}
