import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './popover.module.css';

type PopoverProps = {
  /** What the button shows. */
  trigger: ReactNode;
  triggerClassName?: string | undefined;
  /** The button's name, where what it shows is not enough. */
  label: string;
  /** At which edge of the button the panel begins. */
  align?: 'start' | 'end';
  onOpen?: () => void;
  onClose?: () => void;
  /** The panel's content; `close` hides it again after a choice. */
  children: (close: () => void) => ReactNode;
};

const leastMarginPx = 8;

/** A button with a panel below it (above it in the lower half of the window), by the browser's own popover: Esc and a click elsewhere close it, focus goes back. */
export function Popover({
  trigger,
  triggerClassName,
  label,
  align = 'start',
  onOpen,
  onClose,
  children,
}: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const placeOpen = () => {
      if (panel.current?.matches(':popover-open')) place(button.current, panel.current, align);
    };
    window.addEventListener('resize', placeOpen);
    return () => window.removeEventListener('resize', placeOpen);
  }, [align]);

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={triggerClassName}
        onClick={() => place(button.current, panel.current, align)}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={styles.panel}
        onToggle={(event) => {
          if (event.newState === 'closed') return onClose?.();
          place(button.current, panel.current, align);
          onOpen?.();
        }}
      >
        {children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}

/** Puts the panel below the button, or above it, no higher than there is room, and moves what is wider into the window. */
function place(button: HTMLElement | null, panel: HTMLElement | null, align: 'start' | 'end'): void {
  if (!button || !panel) return;
  const { style } = panel;
  const box = button.getBoundingClientRect();
  const isLow = box.top > window.innerHeight / 2;
  style.top = isLow ? 'auto' : `${box.bottom + 4}px`;
  style.bottom = isLow ? `${window.innerHeight - box.top + 4}px` : 'auto';
  const roomPx = (isLow ? box.top : window.innerHeight - box.bottom) - 4 - leastMarginPx;
  style.maxHeight = `min(70dvh, ${roomPx}px)`;
  const { clientWidth } = document.documentElement;
  const isStart = align === 'start';
  const besidePx = isStart ? box.left : clientWidth - box.right;
  // A panel is 0 px wide until it is open.
  const mostPx = clientWidth - panel.offsetWidth - leastMarginPx;
  style[isStart ? 'left' : 'right'] = `${Math.max(leastMarginPx, Math.min(besidePx, mostPx))}px`;
}
