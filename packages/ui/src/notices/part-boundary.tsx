import { Component, type ReactNode } from 'react';
import { ErrorNotice } from './notices.tsx';

type PartBoundaryProps = { what: string; isWholePage?: boolean; children: ReactNode };

/** Around a part that is loaded when it is needed: when that fails, the rest of the page stays, and says what is missing. */
export class PartBoundary extends Component<PartBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { what, isWholePage = false, children } = this.props;
    if (!this.state.hasFailed) return children;
    // A module that failed is not asked for again before the page is loaded anew.
    return <ErrorNotice what={what} isWholePage={isWholePage} onRetry={() => window.location.reload()} />;
  }
}
