import { PageBar } from '../panels/PageBar.tsx'

const libraries = [
  { name: 'React', what: 'the page', licence: 'MIT' },
  { name: 'zustand', what: 'the page’s stores', licence: 'MIT' },
  { name: 'Mermaid', what: 'the diagrams', licence: 'MIT' },
  { name: 'dagre', what: 'layout of diagrams drawn in the page, part of Mermaid', licence: 'MIT' },
  { name: 'elkjs', what: 'layout of the diagrams that come with the page', licence: 'EPL-2.0' },
  { name: 'Recharts', what: 'the charts', licence: 'MIT' },
  { name: 'fflate', what: 'packing of long links', licence: 'MIT' },
  { name: 'Lucide', what: 'the icons', licence: 'ISC' },
  { name: 'Inter, JetBrains Mono', what: 'the type', licence: 'OFL-1.1' },
] as const

/** What Setpoint is, how far it can be trusted, and what it is made of. */
export default function About() {
  return (
    <div className="page">
      <PageBar />
      <main id="main" className="text-page" tabIndex={-1}>
        <h1>About Setpoint</h1>
        <p>
          Setpoint is a playground for the mechanisms that keep distributed systems steady. One lab answers one question
          by experiment: a simulation runs in your browser, its diagram is alive, and everything that happened can be
          rewound and asked about.
        </p>
        <h2>What runs here</h2>
        <p>
          Each lab is a discrete-event simulation in virtual time. Chance is drawn from the seed alone, so one link
          gives the same run in every browser, bit for bit; the digest in the share dialog shows it. Nothing is sent
          anywhere: there is no server, no account and no tracking. Progress is kept in this browser only, and so is the
          page itself: once opened, it works without a network.
        </p>
        <h2>How it is verified</h2>
        <ul className="sentences">
          <li>Engines replay reference traces event by event.</li>
          <li>Where a law is known, the engine must reproduce its published values; each lab lets you measure that.</li>
          <li>
            The invariants beside the clock are checked after every single event, here and in tests over many seeds.
          </li>
          <li>Diagrams are generated from the tables that the engines run. Neither can name a step the other lacks.</li>
          <li>Every challenge is checked both ways: doing nothing fails it, its stored solution passes.</li>
        </ul>
        <h2>What it is not</h2>
        <p>
          A model is not the system. Each lab says what its model leaves out. Use the exported settings as a starting
          point and measure your own system.
        </p>
        <h2>Made with</h2>
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">Library</th>
              <th scope="col">For</th>
              <th scope="col">Licence</th>
            </tr>
          </thead>
          <tbody>
            {libraries.map(({ name, what, licence }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{what}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>Setpoint itself is licensed under Apache-2.0.</p>
      </main>
    </div>
  )
}
