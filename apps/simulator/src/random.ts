import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A stream of chance. Drawing from it changes it; a world keeps its own and hands out clones. */
export type Random = RandomGenerator;

export function createRandom(seed: number): Random {
  const random = xoroshiro128plus(seed);
  // Neighbouring seeds begin alike and take some steps to part.
  for (let step = 0; step < 16; step++) random.next();
  return random;
}

/** A number from `low` (included) to `high` (excluded). */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * uniformFloat64(random);
}

/** A whole number from 0 (included) to `count` (excluded). */
export function indexBelow(random: Random, count: number): number {
  return Math.floor(uniformFloat64(random) * count);
}

/** True once in `times`, on average. */
export function onceIn(random: Random, times: number): boolean {
  return uniformFloat64(random) * times < 1;
}

/** A version 4 UUID, as apis-main gives to deals and negotiations. */
export function uuid(random: Random): string {
  const words = [random.next(), random.next(), random.next(), random.next()];
  const hex = words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
