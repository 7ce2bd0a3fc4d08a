import { type ReactNode, startTransition, useEffect, useRef, useState } from 'react';

type WhenVisibleProps = {
  placeholder: ReactNode;
  /** How much of the placeholder has to be in sight, from 0 (its edge) to 1. */
  part?: number;
  /** It is drawn wherever it is, as on paper. */
  isForced?: boolean;
  children: ReactNode;
};

/** Draws its content only once it has come into sight: what is further down is not loaded until it is wanted. */
export function WhenVisible({ placeholder, part = 0, isForced = false, children }: WhenVisibleProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    if (!ref.current || isSeen) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        // As a transition it is drawn in slices.
        if (entry?.isIntersecting) startTransition(() => setIsSeen(true));
      },
      { threshold: part },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [isSeen, part]);
  return <div ref={ref}>{isSeen || isForced ? children : placeholder}</div>;
}
