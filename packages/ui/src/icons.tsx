import type { ReactNode } from 'react';

// One weight, one box of 20 × 20; colour comes from the text around. An icon never stands alone: it is hidden from
// screen readers, and what it is on carries a name.
const shared = {
  arrowUp: <path d="M10 16V4.4M5.8 8.4 10 4.2l4.2 4.2" />,
  arrowDown: <path d="M10 4v11.6M5.8 11.6l4.2 4.2 4.2-4.2" />,
  chevronLeft: <path d="M12 5.5 7.5 10l4.5 4.5" />,
  chevronRight: <path d="M8 5.5 12.5 10 8 14.5" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  clock: <path d="M10 3a7 7 0 1 0 .01 0M10 6v4.2l2.8 1.8" />,
  warning: <path d="M10 3.2 17.6 16.4H2.4zM10 8v3.6M10 13.9v.1" />,
  stop: <path d="M6.9 2.8h6.2l4.1 4.1v6.2l-4.1 4.1H6.9l-4.1-4.1V6.9zM10 6.4v4.4M10 13.3v.1" />,
  check: <path d="M10 3a7 7 0 1 0 .01 0M6.8 10.2l2.3 2.3 4.2-4.7" />,
  calendar: <path d="M3.4 5h13.2v11.4H3.4zM3.4 8.6h13.2M7 3v3.4M13 3v3.4" />,
  deals: <path d="M3 7h13M13 4l3 3-3 3M17 13H4M7 10l-3 3 3 3" />,
  home: <path d="M3 9.2 10 3.4l7 5.8M4.8 8v8.2h10.4V8" />,
  more: <path d="M4.5 10h.1M10 10h.1M15.5 10h.1" strokeWidth="3" />,
  plan: <path d="M3 15.5h3.4v-4h4V7H14V4h3M3 17.6h14" />,
  eye: <path d="M2.4 10S5 5 10 5s7.6 5 7.6 5-2.6 5-7.6 5-7.6-5-7.6-5zM10 7.8a2.2 2.2 0 1 0 .01 0" />,
} satisfies Record<string, ReactNode>;

type SharedIcons = typeof shared;

/** The icons an app has: those that both have, and its own by declaration merging; see `addIcons`. */
export interface IconShapes extends SharedIcons {}
export type IconName = keyof IconShapes;

const shapes: Record<string, ReactNode> = { ...shared };

/** Adds the icons that only one app has, before it starts. */
export function addIcons(own: Readonly<Record<string, ReactNode>>): void {
  Object.assign(shapes, own);
}

/** A decorative icon; `size` in px. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width={size}
      height={size}
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  );
}
