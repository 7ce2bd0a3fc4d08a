import { expect, test } from 'vitest';
import { createStory, type Told } from './story.ts';

const unitIds = ['A', 'B', 'C', 'D'];
/** Chance that says which unit and which kind of trouble, and then always the same. */
function storyOf(kind: number) {
  const numbers = [0.3, kind];
  return createStory(unitIds, -60_000, () => numbers.shift() ?? 0.5);
}

const open = { detectedMs: 60_000, isOpen: true };

test.for<[number, Pick<Told, 'type' | 'unitId'>, string[], string | null]>([
  [0.1, { type: 'apis_main_alive', unitId: 'B' }, ['unit B'], null],
  [0.5, { type: 'apis_main_alive', unitId: null }, ['unit B', 'unit C', 'unit D'], null],
  [0.6, { type: 'apis_ccc_alive', unitId: null }, ['apis-ccc'], null],
  [0.9, { type: 'apis_main_severe', unitId: 'B' }, [], 'B'],
])(
  'trouble of kind %d lasts until it was told, and the next one waits for its end',
  ([kind, about, silent, failing]) => {
    const story = storyOf(kind);
    expect([...story.silent()]).toEqual([]);
    story.goOn(1_000, []);
    expect([...story.silent()]).toEqual(silent);
    expect(story.failing()).toBe(failing);
    story.goOn(60_000, [{ ...open, type: 'apis_log_severe', unitId: null }]);
    story.goOn(60_500, [{ ...open, ...about, detectedMs: -10_000, isOpen: false }]);
    expect(story.failing()).toBe(failing);
    story.goOn(61_000, [{ ...open, ...about }]);
    expect(story.failing()).toBeNull();
    story.goOn(70_999, [{ ...open, ...about }]);
    expect([...story.silent()]).toEqual(silent);
    story.goOn(71_000, [{ ...open, ...about }]);
    expect([...story.silent()]).toEqual([]);
    expect(story.troubles()).toMatchObject([{ ...about, fromMs: 1_000, toMs: 71_000 }]);
    story.goOn(200_000, [{ ...open, ...about }]);
    story.goOn(201_000, []);
    expect(story.troubles()).toHaveLength(1);
    story.goOn(213_500, []);
    expect(story.troubles()).toHaveLength(2);
  },
);

test('what was told and closed before anybody looked makes no more errors', () => {
  const story = storyOf(0.9);
  story.goOn(1_000, []);
  expect(story.failing()).toBe('B');
  story.goOn(61_000, [{ type: 'apis_main_severe', unitId: 'B', detectedMs: 30_000, isOpen: false }]);
  expect(story.failing()).toBeNull();
  story.goOn(71_000, []);
  story.goOn(72_000, []);
  expect(story.troubles()).toMatchObject([{ fromMs: 1_000, toMs: 71_000 }]);
});

test('what nobody tells is given up, and a story that is to end does so when all is well', () => {
  const story = storyOf(0.1);
  story.goOn(0, []);
  story.goOn(5_000_000, []);
  story.end(5_000_000);
  story.goOn(5_899_999, []);
  expect(story.hasEnded()).toBe(false);
  story.goOn(5_900_000, []);
  expect([...story.silent()]).toEqual([]);
  story.goOn(5_903_000, []);
  expect(story.hasEnded()).toBe(true);
  story.goOn(9_000_000, []);
  expect(story.troubles()).toHaveLength(1);
});
