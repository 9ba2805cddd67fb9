import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** What stands there instead. @param again draws the children anew. */
  readonly failed: (error: unknown, again: () => void) => ReactNode;
}

/** Keeps an error of one part from taking the rest of the page with it: React unmounts up to the nearest of these. */
export class ErrorBoundary extends Component<Props, { readonly caught: { readonly error: unknown } | null }> {
  override state: { readonly caught: { readonly error: unknown } | null } = { caught: null };

  static getDerivedStateFromError(error: unknown): { readonly caught: { readonly error: unknown } } {
    return { caught: { error } };
  }

  private readonly again = () => this.setState({ caught: null });

  override render(): ReactNode {
    const { caught } = this.state;
    return caught ? this.props.failed(caught.error, this.again) : this.props.children;
  }
}
