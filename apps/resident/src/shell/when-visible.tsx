import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Draws its content only once it has come near the screen: what is further down is not loaded until it is wanted. */
export function WhenVisible({ placeholder, children }: { placeholder: ReactNode; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (!ref.current || isNear) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) setIsNear(true);
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [isNear]);
  return <div ref={ref}>{isNear ? children : placeholder}</div>;
}
