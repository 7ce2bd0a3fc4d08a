import { noiseAt, seedOf } from './noise.ts';

/** Gives out the 24-digit ids that apis-ccc and apis-log make up for what they insert. */
export type DocumentIds = (atMs: number) => string;

/**
 * Ids of one writer: the second of writing, the writer, a counter. `writer` must differ between everything that ever
 * writes into one collection, so it should name the place and the start of the session.
 */
export function createDocumentIds(seed: number, writer: string): DocumentIds {
  const writerSeed = seedOf(seed, writer);
  const writerHex = hex(noiseAt(writerSeed, 0) * 2 ** 24, 6) + hex(noiseAt(writerSeed, 1) * 2 ** 16, 4);
  let count = Math.floor(noiseAt(writerSeed, 2) * 2 ** 23);
  return (atMs) => {
    count = (count + 1) % 2 ** 24;
    return hex(atMs / 1000, 8) + writerHex + hex(count, 6);
  };
}

function hex(value: number, digits: number): string {
  return Math.floor(value).toString(16).padStart(digits, '0').slice(-digits);
}
