import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allValues, createVersioned, patchSince, replaceAll } from './versioned.ts';

type Value = { name: string; level: number };
const name = (value: Value) => value.name;

test('the version rises only when something is different', () => {
  const versioned = createVersioned<Value>();
  expect(replaceAll(versioned, [{ name: 'a', level: 1 }], name)).toBe(true);
  expect(replaceAll(versioned, [{ name: 'a', level: 1 }], name)).toBe(false);
  expect(versioned.version).toBe(1);
});

test('a value that went and came back is a change, not a loss', () => {
  const versioned = createVersioned<Value>();
  replaceAll(versioned, [{ name: 'a', level: 1 }], name);
  replaceAll(versioned, [], name);
  replaceAll(versioned, [{ name: 'a', level: 1 }], name);
  expect(patchSince(versioned, 1)).toEqual({ changed: [{ name: 'a', level: 1 }], gone: [] });
});

test('a viewer from the future, or from before what is kept of the past, needs everything', () => {
  const versioned = createVersioned<Value>();
  for (let i = 0; i < 1_500; i += 1) replaceAll(versioned, [{ name: `n${i}`, level: 0 }], name);
  expect(patchSince(versioned, versioned.version + 1)).toBeNull();
  expect(patchSince(versioned, 1)).toBeNull();
  expect(patchSince(versioned, versioned.version - 1)).toEqual({
    changed: [{ name: 'n1499', level: 0 }],
    gone: ['n1498'],
  });
});

test('a viewer that applies any patches in order holds the same as one that reads everything', () => {
  const content = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), level: fc.nat(3) }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.array(fc.record({ content, isRead: fc.boolean() })), (steps) => {
      const versioned = createVersioned<Value>();
      const held = new Map<string, Value>();
      let version = 0;
      for (const step of [...steps, { content: [], isRead: true }]) {
        const unique = [...new Map(step.content.map((value) => [value.name, value])).values()];
        replaceAll(versioned, unique, name);
        if (!step.isRead) continue;
        const patch = patchSince(versioned, version);
        for (const value of patch?.changed ?? []) held.set(value.name, value);
        for (const gone of patch?.gone ?? []) held.delete(gone);
        version = versioned.version;
        expect(new Map(allValues(versioned).map((value) => [value.name, value]))).toEqual(held);
      }
    }),
  );
});
