import { type ReactNode, startTransition, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

type WhenVisibleProps = {
  placeholder: ReactNode;
  /** How much of the placeholder has to be in sight, from 0 (its edge) to 1. */
  part?: number;
  children: ReactNode;
};

/** Draws its content only once it has come into sight, or goes on paper: what is further down is not loaded before. */
export function WhenVisible({ placeholder, part = 0, children }: WhenVisibleProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isWanted, setIsWanted] = useState(false);
  useEffect(() => {
    if (!ref.current || isWanted) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        // As a transition it is drawn in slices.
        if (entry?.isIntersecting) startTransition(() => setIsWanted(true));
      },
      { threshold: part },
    );
    observer.observe(ref.current);
    // The browser prints as soon as the event is over: by then all has to be drawn.
    const onPaper = () => flushSync(() => setIsWanted(true));
    window.addEventListener('beforeprint', onPaper);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', onPaper);
    };
  }, [isWanted, part]);
  return <div ref={ref}>{isWanted ? children : placeholder}</div>;
}
