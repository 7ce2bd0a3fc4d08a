import { expect, test } from 'vitest';
import { noiseAt, smoothNoise } from './noise.ts';
import { between, createRandom, uuid } from './random.ts';

test('makes valid, different UUIDs', () => {
  const random = createRandom(1);
  const ids = Array.from({ length: 1000 }, () => uuid(random));
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('noise is spread evenly, also over neighbouring seeds and indices', () => {
  for (const values of [
    Array.from({ length: 4000 }, (_, index) => noiseAt(3, index)),
    Array.from({ length: 4000 }, (_, seed) => noiseAt(seed, 3)),
    Array.from({ length: 4000 }, (_, index) => noiseAt(-7, index - 2000)),
  ]) {
    for (let tenth = 0; tenth < 10; tenth++) {
      const count = values.filter((value) => Math.floor(value * 10) === tenth).length;
      expect(count).toBeGreaterThan(300);
      expect(count).toBeLessThan(500);
    }
  }
});

test('smooth noise has no steps', () => {
  for (let position = -5; position < 5; position += 0.01) {
    expect(Math.abs(smoothNoise(1, position + 0.01) - smoothNoise(1, position))).toBeLessThan(0.03);
  }
});

test('neighbouring seeds begin differently', () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) => between(createRandom(seed), 0, 1));
  expect(firsts.filter((value) => value < 0.1).length).toBeGreaterThan(140);
  expect(firsts.filter((value) => value < 0.1).length).toBeLessThan(260);
});
