import type { ReactNode, Ref } from 'react';

type ScrollAreaProps = {
  ref?: Ref<HTMLDivElement>;
  label: string;
  className: string | undefined;
  /** True where it also scrolls up and down, and long tables in it draw what is in sight of it. */
  isTall?: boolean;
  children: ReactNode;
};

/** What scrolls by itself, and so has to be reached by keyboard. */
export function ScrollArea({ ref, label, className, isTall, children }: ScrollAreaProps) {
  return (
    <div
      ref={ref}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it only a pointer could scroll it
      tabIndex={0}
      className={className}
      data-scroller={isTall || undefined}
    >
      {children}
    </div>
  );
}
