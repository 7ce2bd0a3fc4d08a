import type { ReactNode } from 'react';

type ScrollAreaProps = {
  label: string;
  className: string | undefined;
  /** True where it also scrolls up and down, and long tables in it draw what is in sight of it. */
  isTall?: boolean;
  children: ReactNode;
};

/** What scrolls by itself, and so has to be reached by keyboard. */
export function ScrollArea({ label, className, isTall, children }: ScrollAreaProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it only a pointer could scroll it
    <div role="group" aria-label={label} tabIndex={0} className={className} data-scroller={isTall || undefined}>
      {children}
    </div>
  );
}
