import { type LevelMove, moveLevel } from '@commonwatt/domain/scenario-levels';
import { useState } from 'react';

/** A level that is being dragged: where it came from, in the text as it was then. */
export type LevelDrag = LevelMove & { slot: number; text: string };

/**
 * Moves levels of a text that is also written by hand. What moves did is taken back one by one, as long as nothing was
 * written since.
 */
export function useLevelMoves(text: string, onText: (text: string) => void) {
  const [drag, setDrag] = useState<LevelDrag | null>(null);
  const [done, setDone] = useState<{ before: string; after: string }[]>([]);
  const last = done.at(-1);
  const isLast = last?.after === text;

  function note(before: string, after: string) {
    if (after !== before) setDone([...(isLast || drag ? done : []), { before, after }]);
  }

  return {
    drag,
    canUndo: isLast,
    move(change: LevelMove) {
      const after = moveLevel(text, change);
      note(text, after);
      onText(after);
    },
    /** All of a drag starts from the text as it was: levels that it passes stay what they were. */
    dragTo(next: LevelDrag) {
      setDrag(next);
      onText(moveLevel(next.text, next));
    },
    drop() {
      if (drag) note(drag.text, text);
      setDrag(null);
    },
    undo() {
      if (!isLast) return;
      setDone(done.slice(0, -1));
      onText(last.before);
    },
  };
}
