import { type ReactNode, useId, useRef } from 'react';
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

  function place() {
    const box = button.current?.getBoundingClientRect();
    if (!box || !panel.current) return;
    const { style } = panel.current;
    const isLow = box.top > window.innerHeight / 2;
    style.top = isLow ? 'auto' : `${box.bottom + 4}px`;
    style.bottom = isLow ? `${window.innerHeight - box.top + 4}px` : 'auto';
    style.left = align === 'start' ? `${box.left}px` : 'auto';
    style.right = align === 'end' ? `${document.documentElement.clientWidth - box.right}px` : 'auto';
  }

  /** What is wider than the room at its side of the button moves into the window. */
  function keepInside() {
    const left = panel.current?.getBoundingClientRect().left ?? 0;
    if (align === 'end' && panel.current && left < leastMarginPx) {
      panel.current.style.right = `${Number.parseFloat(panel.current.style.right) - (leastMarginPx - left)}px`;
    }
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={triggerClassName}
        onClick={place}
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
          keepInside();
          onOpen?.();
        }}
      >
        {children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
