/** A clock that runs faster than time: a minute of the worker's rules takes as little as the machine allows. */
export type HurriedClock = {
  /** The instant (epoch ms) at which it was right, … */
  startMs: number;
  /** … and how many times faster it has run since. */
  speed: number;
};

/** What the clock shows now (epoch ms). */
export function readClock({ startMs, speed }: HurriedClock): number {
  return Math.round(startMs + (Date.now() - startMs) * speed);
}
