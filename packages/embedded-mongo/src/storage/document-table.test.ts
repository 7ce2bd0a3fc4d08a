import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DocumentTable } from './document-table.ts';

test('a document table does what a map does', () => {
  const step = fc.record({ id: fc.integer({ min: 1, max: 5000 }), length: fc.integer({ min: 0, max: 100 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 0, max: 5000 }), (steps, from) => {
      const table = new DocumentTable();
      const model = new Map<number, number>();
      for (const { id, length } of steps) {
        if (length === 0) {
          table.delete(id);
          model.delete(id);
        } else {
          table.set(id, id * 1e10, length);
          model.set(id, length);
        }
      }
      const ids = [...model.keys()].sort((a, b) => a - b);
      expect(table.count).toBe(model.size);
      expect(table.bytes).toBe([...model.values()].reduce((sum, length) => sum + length, 0));
      expect(table.ids(from, 10)).toEqual(ids.filter((id) => id >= from).slice(0, 10));
      for (const [id, length] of model) expect([table.position(id), table.length(id)]).toEqual([id * 1e10, length]);
      expect(table.position(5001)).toBe(0);
      expect(table.nextId).toBeGreaterThan(ids.at(-1) ?? 0);
    }),
  );
});
