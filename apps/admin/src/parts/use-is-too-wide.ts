import { type RefObject, useEffect, useRef, useState } from 'react';

/** Whether what stands in a box is wider than the box, as both change. Until it was measured it may be. */
export function useIsTooWide<Box extends HTMLElement, Content extends HTMLElement>(): [
  RefObject<Box | null>,
  RefObject<Content | null>,
  boolean,
] {
  const box = useRef<Box>(null);
  const content = useRef<Content>(null);
  const [isTooWide, setIsTooWide] = useState(true);
  useEffect(() => {
    if (!box.current || !content.current) return;
    const observer = new ResizeObserver(() => {
      setIsTooWide((content.current?.offsetWidth ?? 0) > (box.current?.clientWidth ?? 0));
    });
    observer.observe(box.current);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);
  return [box, content, isTooWide];
}
