/**
 * Chance that depends on nothing but its place: the same seed and index always give the same value. Weather and
 * household use are drawn this way, so that they can be asked for at any instant, in any order, and after a restart.
 */

/** A number from 0 (included) to 1 (excluded), without any visible relation between neighbouring indices. */
export function noiseAt(seed: number, index: number): number {
  let bits = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) ^ Math.imul(index | 0, 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}

/** Noise that changes smoothly with `position`, by about one independent value per unit. */
export function smoothNoise(seed: number, position: number): number {
  const index = Math.floor(position);
  const fraction = position - index;
  const weight = fraction * fraction * (3 - 2 * fraction);
  return noiseAt(seed, index) * (1 - weight) + noiseAt(seed, index + 1) * weight;
}

/** A seed of its own for each named part of a seeded whole. */
export function seedOf(seed: number, name: string): number {
  let bits = seed | 0;
  for (const character of name) bits = Math.imul(bits ^ (character.codePointAt(0) ?? 0), 0x01000193) ^ (bits >>> 13);
  return bits;
}
