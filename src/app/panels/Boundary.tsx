import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  readonly children: ReactNode
  /** Another text is another page: what failed is tried anew. */
  readonly page: string
}

interface BoundaryState {
  readonly failure: unknown
  readonly page: string
}

/** Says that the page failed, where it would otherwise be empty, and offers the ways on. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: undefined, page: this.props.page }

  static getDerivedStateFromError(failure: unknown): Partial<BoundaryState> {
    return { failure: failure ?? new Error('unknown') }
  }

  static getDerivedStateFromProps({ page }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return page === state.page ? null : { failure: undefined, page }
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (failure === undefined) return this.props.children
    return (
      <main id="main" className="text-page" tabIndex={-1} role="alert">
        <h1>This page has failed</h1>
        <p>{failure instanceof Error ? failure.message : String(failure)}</p>
        <p>
          The fault is in the page, not in the run. <a href="#/">All labs</a>
        </p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Load it again
        </button>
      </main>
    )
  }
}
