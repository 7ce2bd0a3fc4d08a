import { type ReactNode, useEffect, useState } from 'react';
import styles from './toast.module.css';

const shownForMs = 10_000;

/** What has just happened, for ten seconds, and how to undo it; it stays while somebody points at it or is in it. */
export function Toast({ children, onClose }: { children: ReactNode; onClose: () => void }) {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onClose, shownForMs);
    return () => clearTimeout(timer);
  }, [isHeld, onClose]);
  return (
    <div
      role="status"
      className={styles.toast}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {children}
    </div>
  );
}
